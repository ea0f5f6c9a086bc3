using System.Text;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>
/// The cluster's settings, written before every start into a folder that the cluster's own account can only read.
/// A person's tuning by ALTER SYSTEM comes after them and wins.
/// </summary>
internal sealed class ClusterSettings(ClusterFolder folder, string data, string sockets, EmbeddedOptions options)
{
    private const string Map = "fundledger";
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public string MainFile => Path.Combine(folder.Settings, "postgresql.conf");

    private string AccessFile => Path.Combine(folder.Settings, "pg_hba.conf");

    private string NamesFile => Path.Combine(folder.Settings, "pg_ident.conf");

    public async Task Write(CancellationToken stop)
    {
        ClusterFolder.Make(folder.Settings, Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await Write(MainFile, Main(), stop);
        await Write(AccessFile, $"local all all peer map={Map}\n", stop);
        await Write(NamesFile, Names(), stop);
    }

    private static async Task Write(string file, string text, CancellationToken stop)
    {
        await File.WriteAllTextAsync(file, text, stop);
        Unix.SetMode(file, Readable);
    }

    private string Main() => $"""
        # Written by FundLedger at every start; use ALTER SYSTEM for changes that are to stay.
        include '{Quoted(Path.Combine(data, "postgresql.conf"))}'
        data_directory = '{Quoted(data)}'
        hba_file = '{Quoted(AccessFile)}'
        ident_file = '{Quoted(NamesFile)}'
        # Only accounts of this machine that the map names come in; no network port is opened.
        listen_addresses = ''
        unix_socket_directories = '{Quoted(sockets)}'
        unix_socket_permissions = 0700
        port = 5432
        max_connections = 200
        shared_buffers = 256MB
        # A new log file is filled with zeros before its first use, and whoever writes waits for it: those there are stay and
        # are used again, all that lie between the beginning of one checkpoint and the end of the next.
        max_wal_size = 1GB
        min_wal_size = 1GB
        # What a large transaction logs is on its way to the disk while it is being made, not only at its commit; but small
        # ones, which end within some milliseconds, should seldom find the log busy.
        wal_writer_delay = 50ms
        # What a statement has inserted is kept for the guards; thirty thousand postings should not go by way of the disk.
        work_mem = 16MB
        # A load that has ended takes statistics of its tables. Where autovacuum is at work just then, this is how long the
        # load waits before autovacuum is made to give way; by default a second, table after table.
        deadlock_timeout = 10ms
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_destination = stderr
        logging_collector = off
        log_checkpoints = off
        log_line_prefix = '%m [%p] %u@%d '
        fsync = {OnUnlessTesting}
        synchronous_commit = on
        full_page_writes = {OnUnlessTesting}

        """;

    private string OnUnlessTesting => options.FsyncOff ? "off" : "on";

    /// <summary>Root can act as any account anyway; letting it connect as itself lets it attach to a user's cluster.</summary>
    private string Names()
    {
        var lines = new StringBuilder();
        foreach (var person in new[] { "root", folder.Account.Name, Environment.UserName }.Distinct())
        {
            foreach (var role in ClusterRoles.All)
                lines.Append(Map).Append(" \"").Append(person).Append("\" ").Append(role).Append('\n');
        }
        return lines.ToString();
    }

    private static string Quoted(string path) =>
        path.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);
}
