#!/usr/bin/env bash
# Three years of a clerk's work with one policy, in one go: year.sh FOLDER (a folder that does not exist yet).
set -euo pipefail
folder=$1

say() { printf '\n# %s\n' "$*"; }

say "A library of our own, with a first policy made of model clauses"
policykit init "$folder" --name "Anytown Town Council"
cd "$folder"
council=$(basename "$folder")
text=policies/$council/social-media

say "Put in the address, and have it printed (here by sed; you would use an editor)"
sed -i.old -e 's|^# address: .*|address: [Town Hall, High Street, Anytown AN1 1AA]|' \
  -e 's|^  contact_lines: .*|  contact_lines: ["{council.name}, {council.address}"]|' "policies/$council/council.yaml"
rm "policies/$council/council.yaml.old"
policykit check --today 2024-05-01

say "The council adopts it; the text is sealed"
policykit adopt "$council/social-media" --date 2024-05-13 --body Council --reference 24/41 --next-review 2025-05 \
  --changes "New policy" --by "The Clerk" --today 2024-05-14

say "Publish it"
policykit build --format html,pdf

say "Nine months later: what is due?"
policykit due --today 2025-02-01

say "Draft the next version, and change one word"
policykit draft "$council/social-media" --by "The Clerk" --today 2025-02-10
sed -i.old 's/within seven days/within five days/' "$text/v2.yaml"
rm "$text/v2.yaml.old"
policykit compare "$council/social-media@1" "$council/social-media@2"

say "The council adopts the draft; version 1 is superseded by that alone"
policykit adopt "$council/social-media" --date 2025-05-12 --body Council --reference 25/38 --next-review 2027-05 \
  --changes "Breaches are reported within five days" --by "The Clerk" --today 2025-05-13
policykit build --format html,pdf
policykit history "$council/social-media"

say "Which words were in force on the first of January 2025?"
policykit show "$council/social-media" --as-at 2025-01-01 | grep -A 1 "within"

say "Nobody has touched an adopted text"
policykit verify

say "Somebody does, by one word"
cp "$text/v1.yaml" v1.kept
sed -i.old 's/must report it/may report it/' "$text/v1.yaml"
policykit verify && exit 1
mv v1.kept "$text/v1.yaml" && rm "$text/v1.yaml.old"
