#!/usr/bin/env bash
# Makes the books of the present version that later versions are upgraded from: Fixtures/<name>.sql.gz, plain SQL of pg_dump.
# Run once for each release, and add the name to UpgradeTests: make-fixture.sh NAME
set -euo pipefail
[ $# = 1 ] || { echo "usage: make-fixture.sh NAME" >&2; exit 2; }
cd "$(dirname "$0")/../../.."
export FUNDLEDGER_MAKE_UPGRADE_FIXTURE="$PWD/tests/FundLedger.IntegrationTests/Upgrade/Fixtures/$1.sql.gz"
dotnet test tests/FundLedger.IntegrationTests --filter FullyQualifiedName~UpgradeFixture.Make
ls -l "$FUNDLEDGER_MAKE_UPGRADE_FIXTURE"
