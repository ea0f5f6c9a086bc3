using System.CommandLine;
using FundLedger.Data.Engines;
using FundLedger.PostgreSql;
using FundLedger.SqlServer;

namespace FundLedger.Web.Cli;

/// <summary>Options of every command.</summary>
internal sealed class CommonOptions
{
    /// <summary>The engines there are; the first when none is named.</summary>
    public static IReadOnlyList<DatabaseEngine> Engines { get; } = [new PostgreSqlEngine(), new SqlServerEngine()];

    public Option<string?> Connection { get; } = new("--connection")
    {
        Description = "Connection string of one login for everything. "
            + "Default: ConnectionStrings:{Migrations,Ledger,Reporting} of the configuration, else the embedded PostgreSQL.",
        Recursive = true,
    };

    public Option<string> Provider { get; } = new("--provider")
    {
        Description = "Database engine of the connection strings.",
        DefaultValueFactory = _ => Engines[0].Name,
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
        Provider.AcceptOnlyFromAmong([.. Engines.Select(engine => engine.Name)]);
        root.Options.Add(Connection);
        root.Options.Add(Provider);
        root.Options.Add(Data);
        root.Options.Add(DedicatedAccount);
    }
}
