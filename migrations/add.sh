#!/usr/bin/env bash
# Adds a migration of the ledger's model to both engines: migrations/add.sh NameOfTheChange
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# = 1 ] || { echo "usage: migrations/add.sh NameOfTheChange" >&2; exit 2; }
for engine in PostgreSql SqlServer; do
  dotnet ef migrations add "$1" -p "migrations/$engine" -s "migrations/$engine" -o Migrations/Ledger -c LedgerDb
done
