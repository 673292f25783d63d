#!/usr/bin/env bash
# Makes the reports of dicom-io and binds them to the content they speak of. $MLTRL is the command line.
set -euo pipefail
out=.mltrl/evidence/dicom-io
node --test --experimental-test-coverage --test-coverage-exclude='**/*.check.js' \
  --test-reporter=junit --test-reporter-destination="$out/unit.xml" \
  --test-reporter=lcov --test-reporter-destination="$out/coverage.lcov" \
  libs/dicom/*.check.js
${MLTRL:-npx mltrl} stamp dicom-io
