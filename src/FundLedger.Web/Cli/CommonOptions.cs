using System.CommandLine;
using FundLedger.Web.Books;

namespace FundLedger.Web.Cli;

/// <summary>Options of every command.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Connection { get; } = new("--connection")
    {
        Description = "Connection string of one login for everything. "
            + "Default: ConnectionStrings:{Migrations,Ledger,Reporting} of the configuration, else the embedded PostgreSQL.",
        Recursive = true,
    };

    public Option<string> Provider { get; } = new("--provider")
    {
        Description = "Database engine of the connection strings.",
        DefaultValueFactory = _ => DatabaseSetup.PostgreSql,
        Recursive = true,
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded PostgreSQL. "
            + "Default: FUNDLEDGER_DATA, else 'data' in the checkout, else the user's application data folder.",
        Recursive = true,
    };

    public Option<string?> DedicatedAccount { get; } = new("--dedicated-account")
    {
        Description = "Code of the dedicated account. Default: the only one.",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        Provider.AcceptOnlyFromAmong(DatabaseSetup.PostgreSql, DatabaseSetup.SqlServer);
        root.Options.Add(Connection);
        root.Options.Add(Provider);
        root.Options.Add(Data);
        root.Options.Add(DedicatedAccount);
    }
}
