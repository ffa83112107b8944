#!/usr/bin/env bash
# The papers for a committee, as pages to open in a browser: papers.sh REPOSITORY FOLDER
set -euo pipefail
repository=$1 folder=$2
mkdir -p "$folder"

# What version 3 of the records policy would change: a report, and the text with the changes marked in it.
policykit compare llanfair/records@2 llanfair/records@3 --library "$repository/examples/llanfair/policies" \
  --format html --out "$folder/changes.html"
policykit compare llanfair/records@2 llanfair/records@3 --library "$repository/examples/llanfair/policies" \
  --redline --format html --out "$folder/redline.html"

# The same as a list of amendments to vote on.
policykit amend llanfair/records@2 llanfair/records@3 --library "$repository/examples/llanfair/policies" \
  > "$folder/amendments.txt"

# How two councils' social media policies differ, topic by topic.
policykit compare congleton crewe --library "$repository/policies" --format html --out "$folder/councils.html"
