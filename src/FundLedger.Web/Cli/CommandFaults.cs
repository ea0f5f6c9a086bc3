using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Domain;

namespace FundLedger.Web.Cli;

internal static class FaultRefusals
{
    public static Refusal CommandInterrupted() => new(nameof(CommandInterrupted));

    public static Refusal DiskFull(string problem) => new(nameof(DiskFull), problem);

    public static Refusal FileFailed(string problem) => new(nameof(FileFailed), problem);

    public static Refusal DatabaseLost(string problem) => new(nameof(DatabaseLost), problem);

    public static Refusal DatabaseFailed(string problem) => new(nameof(DatabaseFailed), problem);

    public static Refusal CommandFailed(string kind, string problem) => new(nameof(CommandFailed), kind, problem);

    public static Refusal ArgumentNotText(int position) => new(nameof(ArgumentNotText), position);
}

/// <summary>What a person is told about an exception that no command foresaw: one line, in their language.</summary>
internal static class CommandFaults
{
    /// <summary>Set to 1, it adds where in the program it happened.</summary>
    public const string DetailsVariable = "FUNDLEDGER_FAULT_DETAILS";

    // ENOSPC and EDQUOT; on Windows ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] FullDisk = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private const string FullDatabaseDisk = "53100";

    public static Refusal Of(Exception fault, DatabaseEngine engine)
    {
        var causes = Causes(fault).ToList();
        if (causes.Any(cause => cause is OperationCanceledException)) return FaultRefusals.CommandInterrupted();
        if (causes.OfType<IOException>().FirstOrDefault(cause => FullDisk.Contains(cause.HResult)) is { } full)
            return FaultRefusals.DiskFull(OneLine(full));
        if (causes.OfType<DbException>().FirstOrDefault(cause => cause.SqlState == FullDatabaseDisk) is { } fullDatabase)
            return FaultRefusals.DiskFull(OneLine(fullDatabase));
        if (engine.IsOutage(fault)) return FaultRefusals.DatabaseLost(OneLine(fault.GetBaseException()));
        if (causes.OfType<DbException>().FirstOrDefault() is { } database) return FaultRefusals.DatabaseFailed(OneLine(database));
        return causes.FirstOrDefault(cause => cause is IOException or UnauthorizedAccessException) is { } file
            ? FaultRefusals.FileFailed(OneLine(file))
            : FaultRefusals.CommandFailed(fault.GetType().Name, OneLine(fault));
    }

    /// <summary>Prints it, and the details where they are asked for; even where nothing can be printed, it ends by its code.</summary>
    public static int Tell(Exception fault, DatabaseEngine engine)
    {
        var refusal = Of(fault, engine);
        try
        {
            CommandRun.Refuse(refusal);
            if (Environment.GetEnvironmentVariable(DetailsVariable) == "1") Console.Error.WriteLine(fault);
        }
        catch (IOException)
        {
        }

        return IsOurs(refusal, fault, engine) ? ExitCode.Failed : ExitCode.Refused;
    }

    /// <summary>
    /// What nobody around the program caused: also what the database refuses a login that has its rights, for a guard is asked
    /// only after our own rules.
    /// </summary>
    private static bool IsOurs(Refusal refusal, Exception fault, DatabaseEngine engine) =>
        refusal.Code == nameof(FaultRefusals.CommandFailed)
        || (refusal.Code == nameof(FaultRefusals.DatabaseFailed) && !Causes(fault).Any(engine.IsDenial));

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException) yield return cause;
    }

    private static string OneLine(Exception problem) => string.Join(
        ' ', problem.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
