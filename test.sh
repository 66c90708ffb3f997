#!/usr/bin/env bash
# Installs what the tests need and runs them all. Last line: N passed, N failed, N skipped.
set -u
cd "$(dirname "$(readlink -f "$0")")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
if [ ! -f /usr/share/zoneinfo/Europe/Berlin ]; then # the tests of daylight saving need the zones
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tzdata
fi
status=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
if ! dotnet build CrmWorkflows.sln -c Release -v q -nologo; then
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c Release --no-build --nologo -v q \
    --logger "trx;LogFileName=$results/$name.trx" || status=1
  [ -f "$results/$name.trx" ] || { echo "$name wrote no results"; status=1; }
done
count() { # attribute of <Counters> summed over the result files
  local sum=0 n f
  for f in "$results"/*.trx; do
    n=$(grep -o "<Counters [^>]*" "$f" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*')
    sum=$((sum + ${n:-0}))
  done
  echo $sum
}
total=$(count total) executed=$(count executed) passed=$(count passed)
failed=$((executed - passed))
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] || status=1
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
echo "$passed passed, $failed failed, $((total - executed)) skipped"
exit $status
