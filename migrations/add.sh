#!/usr/bin/env bash
# Adds a migration to both engines:           migrations/add.sh NameOfTheChange [ledger|access]
# Says whether the engines agree with the model and with each other: migrations/add.sh --check
set -euo pipefail
cd "$(dirname "$0")/.."
usage() { echo "usage: migrations/add.sh NameOfTheChange [ledger|access] | --check" >&2; exit 2; }
[ $# = 1 ] || [ $# = 2 ] || usage

names() { (cd "migrations/$1" && ls Sql/*.sql Migrations/*/*_*.cs | grep -v Designer | sed 's/[0-9]\{14\}_//' | LC_ALL=C sort); }
check() {
  diff <(names PostgreSql) <(names SqlServer) || { echo "The engines have different migrations or subjects." >&2; exit 1; }
  for engine in PostgreSql SqlServer; do
    for context in LedgerDb AccessDb; do
      dotnet ef migrations has-pending-model-changes -p "migrations/$engine" -s "migrations/$engine" -c "$context"
    done
  done
}

case "${2:-ledger}" in
  ledger) folder=Ledger context=LedgerDb ;;
  access) folder=Access context=AccessDb ;;
  *) usage ;;
esac
if [ "$1" = --check ]; then check; exit; fi
for engine in PostgreSql SqlServer; do
  dotnet ef migrations add "$1" -p "migrations/$engine" -s "migrations/$engine" -o "Migrations/$folder" -c "$context"
done
