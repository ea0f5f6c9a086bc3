using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Tables;

namespace FundLedger.Web.Cli;

/// <summary>A file a person named; one that cannot be read is a refusal, not a fault.</summary>
internal static class InputFile
{
    /// <summary>A statement file; one that is too large is not read at all.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadStatement(FileInfo file, CancellationToken stop)
    {
        try
        {
            if (file.Length > StatementLimits.Bytes)
                return StatementRefusals.StatementFileTooLarge(file.Name, StatementLimits.Megabytes);
        }
        catch (IOException problem)
        {
            return FileRefusals.FileNotReadable(file.FullName, problem.Message);
        }

        return await ReadWhole(file, stop);
    }

    /// <summary>A table that people filled in; one that is too large is not read at all.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadTable(FileInfo file, CancellationToken stop) =>
        file is { Exists: true, Length: > TableLimits.Bytes }
            ? TableRefusals.TableFileTooLarge(file.Name, TableLimits.Megabytes)
            : await ReadWhole(file, stop);

    public static async Task<Result<ReadOnlyMemory<byte>>> ReadWhole(FileInfo file, CancellationToken stop)
    {
        try
        {
            return new ReadOnlyMemory<byte>(await File.ReadAllBytesAsync(file.FullName, stop));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return FileRefusals.FileNotReadable(file.FullName, problem.Message);
        }
    }

    /// <summary>Opens a file that may be larger than memory.</summary>
    public static Result<FileStream> Open(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return FileRefusals.FileNotReadable(file.FullName, problem.Message);
        }
    }
}
