#!/bin/bash
# Makes the reports under test/evidence/fixtures/{coverage,tests} with the tools that write them.
# What it needs, and what could not be had, stands in README.md beside it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
fixtures=$(cd "$here/../../test/evidence/fixtures" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/sample
cp -r "$here/samples" "$root"
rm -rf "$fixtures/coverage" "$fixtures/tests" "$fixtures/changed-lines"

# Runs a tool whose tests fail on purpose.
red() { "$@" >>"$scratch/red.log" 2>&1 || true; }
# The folder of a tool's reports.
out() { mkdir -p "$fixtures/$1" && echo "$fixtures/$1"; }
node24=${NODE24:-node}

python_sample() {
  cd "$root/python"
  local to
  to=$(out coverage/coverage.py)
  python3-coverage run -m pytest -q -p no:cacheprovider tests/test_area.py --junitxml="$(out tests/pytest)/green.xml" -o junit_family=xunit2 >/dev/null
  python3-coverage xml -q -o "$to/coverage.xml"
  python3-coverage json -q -o "$to/coverage.json"
  python3-coverage lcov -q -o "$to/coverage.lcov"
  # With several sources each path is told from its own, and of two with the same name one is lost.
  python3-coverage run --rcfile=.coveragerc-sources -m pytest -q -p no:cacheprovider tests/test_area.py >/dev/null
  python3-coverage xml -q --rcfile=.coveragerc-sources -o "$to/sources.xml"
  red python3 -m pytest -q -p no:cacheprovider tests/test_area.py tests/test_red.py --junitxml="$(out tests/pytest)/red-xunit2.xml" -o junit_family=xunit2
  red python3 -m pytest -q -p no:cacheprovider tests/test_area.py tests/test_red.py --junitxml="$(out tests/pytest)/red-xunit1.xml" -o junit_family=xunit1
  red python3 -m pytest -q -p no:cacheprovider tests/test_area.py tests/test_unloadable.py --junitxml="$(out tests/pytest)/unloadable.xml" --continue-on-collection-errors
}

changed_lines() {
  local to git
  to=$(out changed-lines)
  git="git -C $root/history -c user.name=sample -c user.email=sample@example.com"
  mkdir "$root/history"
  $git init -q -b main
  cp -r "$root/python/." "$root/history"
  rm -rf "$root/history/"{.coverage,tools,other/util.py,shapes/__pycache__,other/__pycache__,tests/__pycache__}
  cp -r "$root/changes/." "$root/history"
  $git add -A && $git commit -qm base && $git tag base
  rm -rf "$root/history/"{other,shapes}
  cp -r "$root/python/"{other,shapes,tools} "$root/history"
  rm -rf "$root/history/"*/__pycache__
  $git add -A && $git commit -qm head
  $git diff --no-color --no-ext-diff -U0 base...HEAD >"$to/changes.diff"
  cd "$root/history"
  # Of another checkout, so that no path leads to a file here: diff-cover passes on nothing.
  cp "$fixtures/coverage/coverage.py/sources.xml" "$to/elsewhere.xml"
  diff-cover --compare-branch base --json-report "$to/diff-cover-elsewhere.json" "$to/elsewhere.xml" >/dev/null
  python3-coverage run -m pytest -q -p no:cacheprovider tests/test_area.py >/dev/null
  python3-coverage xml -q -o "$to/coverage.xml"
  python3-coverage lcov -q -o "$to/coverage.lcov"
  for report in coverage.xml coverage.lcov; do
    diff-cover --compare-branch base --json-report "$to/diff-cover-${report#*.}.json" "$to/$report" >/dev/null
  done
}

cpp_sample() {
  cd "$root/cpp"
  cmake -S . -B build -DCMAKE_BUILD_TYPE=Debug >/dev/null
  cmake --build build >/dev/null
  red ctest --test-dir build --output-junit "$(out tests/ctest)/red.xml"
  lcov --quiet --capture --directory build --output-file "$(out coverage/lcov)/branches.info" --no-external --base-directory "$root/cpp" --rc lcov_branch_coverage=1 2>/dev/null
  lcov --quiet --capture --directory build --output-file "$(out coverage/lcov)/lines.info" --no-external --base-directory "$root/cpp" 2>/dev/null
  gcovr --root "$root/cpp" --xml "$(out coverage/gcovr)/cobertura.xml" --xml-pretty
  gcovr --root "$root/cpp" --xml "$(out coverage/gcovr)/cobertura-with-throws.xml" --exclude-unreachable-branches
  gcovr --root "$root/cpp" --json "$(out coverage/gcovr)/gcovr.json"
}

go_sample() {
  cd "$root/go"
  export GOFLAGS=-mod=mod GOCACHE="$scratch/go-cache" GOPROXY=off
  go test -count=1 -covermode=set -coverprofile="$(out coverage/go)/set.out" ./area ./a ./b >/dev/null
  go test -count=1 -covermode=count -coverpkg=./area,./a,./b -coverprofile="$(out coverage/go)/count.out" ./area ./a ./b >/dev/null
  local to
  to=$(out tests/go)
  go test -count=1 -json ./area ./a ./b >"$to/green.jsonl"
  go test -count=1 -json ./area ./red ./empty >"$to/red.jsonl" 2>&1 || true
  go test -count=1 -json ./a ./panics >"$to/panics.jsonl" 2>&1 || true
  go test -count=1 -json ./a ./unbuilt ./exits >"$to/unbuilt.jsonl" 2>&1 || true
  go test -count=2 -json ./red >"$to/twice.jsonl" 2>&1 || true
  red gotestsum --junitfile "$(out tests/gotestsum)/red.xml" -- -count=1 ./area ./red ./panics ./unbuilt ./exits ./empty
}

java_sample() {
  cd "$root/java"
  local libs=/usr/share/java
  local junit=$libs/junit-jupiter-api.jar:$libs/junit-jupiter-engine.jar:$libs/junit-jupiter-params.jar:$libs/junit-platform-commons.jar:$libs/junit-platform-engine.jar:$libs/junit-platform-launcher.jar:$libs/junit-platform-reporting.jar:$libs/junit-platform-console.jar:$libs/opentest4j.jar:$libs/apiguardian-api.jar:$libs/picocli.jar:$libs/opentest4j-reporting-events.jar:$libs/opentest4j-reporting-schema.jar:$libs/univocity-parsers.jar
  local jacoco=$libs/org.jacoco.core.jar:$libs/org.jacoco.report.jar:$libs/asm.jar:$libs/asm-tree.jar:$libs/asm-commons.jar:$libs/asm-analysis.jar
  mkdir -p classes tests tools
  javac -g --release 8 -Xlint:-options -d classes $(find src/main -name '*.java')
  javac -g --release 11 -cp "classes:$junit" -d tests $(find src/test -name '*.java')
  javac -cp "$jacoco" -d tools Report.java
  unzip -p $libs/org.jacoco.agent.jar jacocoagent.jar >jacocoagent.jar
  java -javaagent:jacocoagent.jar=destfile=jacoco.exec -cp "classes:tests:$junit" org.junit.platform.console.ConsoleLauncher --select-class acme.shapes.AreaTest --reports-dir green >/dev/null
  java -cp "tools:$jacoco" Report jacoco.exec classes "$(out coverage/jacoco)/jacoco.xml" src/main/java
  red java -cp "classes:tests:$junit" org.junit.platform.console.ConsoleLauncher --select-package acme.shapes --reports-dir red
  cp red/TEST-junit-jupiter.xml "$(out tests/junit-console)/red.xml"
}

surefire_sample() {
  cd "$root/java"
  local surefire=${SUREFIRE:-3.2.5} to
  sed -i "s/@JUPITER@/${JUPITER:-5.13.4}/; s/@SUREFIRE@/$surefire/" pom.xml
  mkdir -p target
  cp -r classes target/classes
  cp -r tests target/test-classes
  # The goal alone: the classes are there, and a machine without a network has few plugins.
  red mvn -B ${MAVEN_FLAGS:-} "org.apache.maven.plugins:maven-surefire-plugin:$surefire:test"
  to=$(out tests/surefire)
  cp target/surefire-reports/TEST-*.xml "$to"
}

ruby_sample() {
  cd "$root/ruby"
  ruby test/run.rb >/dev/null 2>&1
  local to
  to=$(out coverage/simplecov)
  cp coverage/.resultset.json "$to/resultset.json"
  cp coverage/.last_run.json "$to/last_run.json"
  [ ! -f coverage/coverage.json ] || cp coverage/coverage.json "$to/coverage.json"
}

php_sample() {
  cd "$root/php"
  red php -d pcov.enabled=1 -d pcov.directory=. /usr/bin/phpunit --no-configuration --coverage-filter src \
    --coverage-clover "$(out coverage/phpunit)/clover.xml" --coverage-cobertura "$(out coverage/phpunit)/cobertura.xml" \
    --log-junit "$(out tests/phpunit)/red.xml" tests
}

js_sample() {
  cd "$root/js"
  printf '{"type":"module","private":true}\n' >package.json
  npm install --silent --no-audit --no-fund --ignore-scripts vitest@5.1.1 @vitest/coverage-v8@5.1.1 @vitest/coverage-istanbul@5.1.1 \
    c8@12.0.0 jest@30.5.2 jest-junit@17.0.0 jest-ctrf-json-reporter@0.0.11 junit-to-ctrf@0.0.14
  mv src/typed.ts.txt src/typed.ts
  mv vitest/typed.test.ts.txt vitest/typed.test.ts

  "$node24" --test --experimental-test-coverage --test-coverage-exclude='test/**' --test-coverage-exclude=cases.js \
    --test-reporter=lcov --test-reporter-destination="$(out coverage/node)/lcov.info" \
    --test-reporter=junit --test-reporter-destination="$(out tests/node)/green.xml" test/green.test.mjs
  red "$node24" --test --test-reporter=junit --test-reporter-destination="$(out tests/node)/red.xml" test/red.test.mjs
  red "$node24" --test --test-reporter=junit --test-reporter-destination="$(out tests/node)/unloadable.xml" test/green.test.mjs test/unloadable.test.mjs

  local reporters="--reporter=lcovonly --reporter=cobertura --reporter=clover --reporter=json --reporter=json-summary"
  "$node24" node_modules/.bin/c8 $reporters --src=src --all --include='src/**' --exclude='**/*.ts' --temp-directory="$scratch/c8" --reports-dir="$(out coverage/c8)" "$node24" --test test/green.test.mjs >/dev/null

  local provider
  for provider in v8 istanbul; do
    "$node24" node_modules/.bin/vitest run vitest/green.test.js vitest/typed.test.ts --coverage.enabled --coverage.provider="$provider" --coverage.include='src/**' \
      --coverage.reporter=lcovonly --coverage.reporter=cobertura --coverage.reporter=clover --coverage.reporter=json --coverage.reporter=json-summary \
      --coverage.reportsDirectory="$(out "coverage/vitest-$provider")" >/dev/null
  done
  red "$node24" node_modules/.bin/vitest run --root . vitest/red.test.js --reporter=junit --outputFile="$(out tests/vitest)/red.xml"
  red "$node24" node_modules/.bin/vitest run --root . vitest/green.test.js vitest/unloadable.test.js --reporter=junit --outputFile="$(out tests/vitest)/unloadable.xml"

  local jest="$node24 --experimental-vm-modules node_modules/jest/bin/jest.js --rootDir=."
  red $jest jest/green --coverage --collectCoverageFrom='src/**/*.js' --coverageReporters=lcovonly --coverageReporters=cobertura --coverageReporters=clover --coverageReporters=json \
    --coverageReporters=json-summary --coverageDirectory="$(out coverage/jest)"
  JEST_JUNIT_OUTPUT_FILE="$(out tests/jest-junit)/red.xml" JEST_JUNIT_ADD_FILE_ATTRIBUTE=true red $jest jest/red --reporters=jest-junit
  JEST_JUNIT_OUTPUT_FILE="$(out tests/jest-junit)/unloadable.xml" red $jest jest/green jest/unloadable --reporters=jest-junit
  JEST_JUNIT_OUTPUT_FILE="$(out tests/jest-junit)/unloadable-reported.xml" JEST_JUNIT_REPORT_TEST_SUITE_ERRORS=true red $jest jest/green jest/unloadable --reporters=jest-junit
  red $jest jest/red --reporters=jest-ctrf-json-reporter
  mv ctrf/*.json "$(out tests/ctrf)/jest.json"
  local from
  for from in pytest/red-xunit1 vitest/red surefire/TEST-acme.shapes.RedTest; do
    "$node24" node_modules/.bin/junit-to-ctrf "$fixtures/tests/$from.xml" -o "$(out tests/ctrf)/from-${from%%/*}.json" >/dev/null
  done
}

# No folder or name of the machine stays in a report.
neutral() {
  # Most of a Java report are settings of the machine, which no reader looks at.
  sed -i '/^ *<property name="[^>]*>$/d' "$fixtures/tests/surefire/"*.xml "$fixtures/tests/junit-console/"*.xml
  find "$fixtures/coverage" "$fixtures/tests" "$fixtures/changed-lines" -type f -print0 |
    xargs -0 sed -i -e "s#$root#/build/sample#g" -e "s#$scratch#/build#g" -e "s#$fixtures#/build/reports#g" \
      -e 's#hostname="[^"]*"#hostname="runner"#g' -e 's#/root/#/home/runner/#g'
}

steps=${*:-python_sample changed_lines cpp_sample go_sample java_sample surefire_sample ruby_sample php_sample js_sample}
for step in $steps; do
  echo "== $step" >&2
  "$step"
done
neutral
du -sb "$fixtures/coverage" "$fixtures/tests" "$fixtures/changed-lines" >&2
