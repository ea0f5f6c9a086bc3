using System.Diagnostics;
using System.Net.Sockets;
using FundLedger.Domain;
using Npgsql;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>Brings the cluster up, or finds it up; the caller holds the start lock.</summary>
internal sealed class ClusterStart(ClusterFolder folder, EmbeddedOptions options, IProgress<string>? progress)
{
    private const int Launches = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(15);

    private enum Answer
    {
        None,
        StartingUp,
        Ready,
    }

    /// <summary>The socket's folder of the cluster that now answers.</summary>
    public async Task<Result<string>> BringUp(CancellationToken stop)
    {
        var sockets = await folder.MakeSocketFolder(stop);
        if (sockets.IsRefused)
            return sockets;
        if (folder.ExistingMajor is { } major)
        {
            var attached = await Ask(sockets.Value, stop);
            if (attached.IsRefused)
                return attached.Refusal;
            if (attached.Value == Answer.Ready)
            {
                progress?.Report($"Attached to the running PostgreSQL {major} in {folder.DataOf(major)}");
                return sockets;
            }
        }
        var binaries = await PostgresBinaries.Find(folder, options, progress, stop);
        if (binaries.IsRefused)
            return binaries.Refusal;
        var data = await ClusterCreation.Ensure(folder, binaries.Value, options, progress, stop);
        if (data.IsRefused)
            return data;
        return await StartAndWait(binaries.Value, data.Value, sockets.Value, stop);
    }

    /// <summary>
    /// Launches the server unless one of an earlier process is still starting or stopping, and waits until it answers.
    /// A launch may fail for a passing reason (another one was a moment earlier), so it is repeated a few times, and
    /// for as long as children of a killed server still use its memory.
    /// </summary>
    private async Task<Result<string>> StartAndWait(PostgresBinaries binaries, string data, string sockets, CancellationToken stop)
    {
        var postmaster = new Postmaster(folder, data);
        var settings = new ClusterSettings(folder, data, sockets, options);
        var failures = 0;
        Process? launched = null;
        var clock = Stopwatch.StartNew();
        try
        {
            for (var limit = SilenceLimit; clock.Elapsed < limit; await Task.Delay(Pause, stop))
            {
                var answer = await Ask(sockets, stop);
                if (answer.IsRefused)
                    return answer.Refusal;
                if (answer.Value == Answer.Ready)
                    return sockets;
                if (answer.Value == Answer.StartingUp && limit != RecoveryLimit)
                {
                    progress?.Report("PostgreSQL is starting; after a crash it first replays its log");
                    limit = RecoveryLimit;
                }
                if (answer.Value != Answer.None || launched is { HasExited: false } || await postmaster.Find(stop) is not null)
                    continue;
                if (launched is null)
                    progress?.Report($"Starting PostgreSQL {binaries.Major} in {data}");
                else if (postmaster.WaitsForOldMemory())
                    await Task.Delay(TimeSpan.FromMilliseconds(500), stop);
                else if (++failures == Launches)
                    break;
                else
                    await Task.Delay(TimeSpan.FromMilliseconds(100 * failures), stop);
                launched?.Dispose();
                await settings.Write(stop);
                launched = await postmaster.Launch(binaries, settings, stop);
            }
            return EmbeddedRefusals.ClusterDoesNotComeUp(folder.LogFile, postmaster.LastLogLines());
        }
        finally
        {
            launched?.Dispose();
        }
    }

    /// <summary>Asks for a connection; anything but "not yet" is refused with what the server said.</summary>
    private async Task<Result<Answer>> Ask(string sockets, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(sockets, ".s.PGSQL.5432")))
            return Answer.None;
        try
        {
            await using var connection = new NpgsqlConnection(
                EmbeddedCluster.ConnectionTo(sockets, ClusterRoles.Superuser, "postgres", pooled: false));
            await connection.OpenAsync(stop);
            return Answer.Ready;
        }
        catch (PostgresException notYet) when (notYet.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return Answer.StartingUp;
        }
        catch (PostgresException refused)
        {
            return EmbeddedRefusals.ClusterRefusesConnection(refused.MessageText, folder.LogFile);
        }
        catch (NpgsqlException silent) when (silent.InnerException is SocketException or IOException or TimeoutException)
        {
            return Answer.None;
        }
    }
}
