# Sourced by build-scripts/test: runs suites, one after the other or some side by side, counts their
# tests, adds up.

passed=0 failed=0 skipped=0 beside=()

# Reads the closing lines of GoogleTest, ctest, libFuzzer and `node --test`: "passed failed skipped".
count() {
  awk '
    /^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
    /^\[  FAILED  \] [0-9]+ test/ { failed += $4 }
    /^\[  SKIPPED \] [0-9]+ test/ { skipped += $4 }
    /^[0-9]+% tests passed, [0-9]+ tests failed out of [0-9]+/ { failed += $4; passed += $9 - $4 }
    /^Done [0-9]+ runs in / { passed += ($2 > 0) }
    /^(#|ℹ) pass [0-9]+$/ { passed += $3 }
    /^(#|ℹ) (fail|cancelled) [0-9]+$/ { failed += $3 }
    /^(#|ℹ) (skipped|todo) [0-9]+$/ { skipped += $3 }
    END { print passed + 0, failed + 0, skipped + 0 }' "$1"
}

# judged NAME COMMAND...: runs it, and leaves "passed failed skipped seconds" beside its output.
judged() {
  local name=$1 log=$logs/suite-$1.log began=$SECONDS status=0 good bad left
  shift
  rm -f "$log.counts"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  read -r good bad left < <(count "$log")
  if ((status != 0 && bad == 0)); then
    bad=1
    printf 'the suite %s ended with status %d\n' "$name" "$status" >>"$log"
  elif ((good + bad == 0)); then
    bad=1
    printf 'the suite %s ran no test\n' "$name" >>"$log"
  fi
  printf '%d %d %d %d\n' "$good" "$bad" "$left" $((SECONDS - began)) >"$log.counts"
}

# told NAME: one line with the counts of a suite that has run; its output where something failed.
told() {
  local log=$logs/suite-$1.log good=0 bad=1 left=0 seconds=0
  # Nothing is there of a suite that was ended with its shell.
  [[ ! -f $log.counts ]] || read -r good bad left seconds <"$log.counts"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
  printf '%-28s %5d passed, %d failed, %d skipped  (%d s)\n' "$1" "$good" "$bad" "$left" "$seconds"
  ((bad == 0)) || failures "$log"
}

# suite NAME COMMAND...: runs alone.
suite() {
  judged "$@"
  told "$1"
}

# beside NAME COMMAND...: runs while others do, as many as there are processors; `all_beside` waits
# for them and tells of them in their order. For suites that only compute: what waits for a clock or
# a socket runs alone.
beside() {
  while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
  beside+=("$1")
  judged "$@" &
}

all_beside() {
  wait
  local name
  for name in "${beside[@]}"; do told "$name"; done
  beside=()
}

# What failed in a log: the blocks that say so, or its end when nothing does.
failures() {
  grep -A 20 -E '^(not ok|\[  FAILED  \].*\(|.*: Failure$|The following tests FAILED)' "$1" | head -n 120 ||
    tail -n 60 "$1"
  printf 'the whole output is in %s\n' "${1#"$root/"}"
}

# single COMMAND...: a check without counts of its own is one test.
single() {
  if "$@"; then printf '# pass 1\n'; else printf '# fail 1\n'; fi
}

# fuzz TARGET [OPTIONS] [SEEDS...]: a short run of build/fuzz/tests/fuzz/fuzz_TARGET from what is kept
# in tests/fuzz/TARGET and the other folders of seeds; a crash leaves the input that did it.
fuzz() {
  local target=$1 corpus found=$root/build/fuzz-findings kept=tests/fuzz/$1
  local words=tests/fuzz/dictionaries/$1.dict options=()
  shift
  corpus=$root/build/fuzz-corpus/fuzz_$target
  mkdir -p "$corpus" "$found"
  [[ ! -f $words ]] || options+=(-dict="$words")
  [[ ! -d $kept ]] || set -- "$@" "$kept"
  "build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="${TUNDISH_FUZZ_SECONDS:-20}" -timeout=10 \
    -print_final_stats=1 -artifact_prefix="$found/fuzz_$target-" "${options[@]}" "$corpus" "$@"
}

# goldens_stay PROGRAM...: rewriting the golden files must change nothing.
goldens_stay() {
  local before after program
  before=$(find tests -type f -exec sha256sum {} + | sort -k 2)
  for program in "$@"; do TUNDISH_UPDATE_GOLDENS=1 "$program" >/dev/null; done
  after=$(find tests -type f -exec sha256sum {} + | sort -k 2)
  diff <(printf '%s\n' "$before") <(printf '%s\n' "$after")
}

finish() {
  if ((skipped)); then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  else
    printf '%d passed, %d failed\n' "$passed" "$failed"
  fi
  ((failed == 0))
}
