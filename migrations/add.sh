#!/usr/bin/env bash
# Adds a migration to both engines: migrations/add.sh NameOfTheChange [ledger|access]
set -euo pipefail
cd "$(dirname "$0")/.."
usage() { echo "usage: migrations/add.sh NameOfTheChange [ledger|access]" >&2; exit 2; }
[ $# = 1 ] || [ $# = 2 ] || usage
case "${2:-ledger}" in
  ledger) folder=Ledger context=LedgerDb ;;
  access) folder=Access context=AccessDb ;;
  *) usage ;;
esac
for engine in PostgreSql SqlServer; do
  dotnet ef migrations add "$1" -p "migrations/$engine" -s "migrations/$engine" -o "Migrations/$folder" -c "$context"
done
