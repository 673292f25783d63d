#!/usr/bin/env bash
# Makes the reports of dicom-io and binds them to the content they speak of. $MLTRL is the command line of mltrl-gate.
set -euo pipefail
out=.mltrl/evidence/dicom-io
node --test --experimental-test-coverage --test-coverage-exclude='**/*.check.js' \
  --test-reporter=junit --test-reporter-destination="$out/unit.xml" \
  --test-reporter=lcov --test-reporter-destination="$out/coverage.lcov" \
  libs/dicom/*.check.js
sed -i.bak "s#$PWD/##g" "$out/unit.xml" && rm "$out/unit.xml.bak" # where it ran is nobody's business
$MLTRL stamp dicom-io
