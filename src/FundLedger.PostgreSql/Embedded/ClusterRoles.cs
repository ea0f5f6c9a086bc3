using Npgsql;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>The login roles and the database every cluster has.</summary>
internal static class ClusterRoles
{
    public const string Superuser = "postgres";
    public const string Owner = "fundledger_owner";
    public const string Database = "fundledger";

    private static readonly string[] Ordinary = [Owner, "fundledger_write", "fundledger_read"];

    public static IReadOnlyList<string> All { get; } = [Superuser, .. Ordinary];

    /// <summary>Makes what is missing. Each step is independent, so a start that was killed half-way is completed by the next.</summary>
    public static async Task Ensure(string superuserConnection, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(superuserConnection);
        await connection.OpenAsync(stop);
        var present = new HashSet<string>();
        await using (var question = new NpgsqlCommand(
            "select rolname from pg_roles where rolname = any($1) union all select datname from pg_database where datname = $2", connection)
        {
            Parameters = { new() { Value = Ordinary }, new() { Value = Database } },
        })
        await using (var rows = await question.ExecuteReaderAsync(stop))
        {
            while (await rows.ReadAsync(stop))
                present.Add(rows.GetString(0));
        }
        foreach (var role in Ordinary.Where(role => !present.Contains(role)))
            await Run(connection, $"create role {role} login nosuperuser nocreatedb nocreaterole", stop);
        if (!present.Contains(Database))
        {
            // Keys and codes are compared byte-wise; the character classes stay those of the cluster.
            await Run(connection, $"create database {Database} owner {Owner} template template0 encoding 'UTF8' lc_collate 'C'", stop);
        }
    }

    private static async Task Run(NpgsqlConnection connection, string statement, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
