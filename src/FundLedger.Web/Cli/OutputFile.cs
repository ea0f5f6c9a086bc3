using System.CommandLine;
using FundLedger.Domain;

namespace FundLedger.Web.Cli;

/// <summary>Option <c>-o</c>: a file instead of standard output, written whole or not at all.</summary>
internal static class OutputFile
{
    public static Option<FileInfo?> Option() => new("-o", "--output") { Description = "File to write. Default: standard output." };

    /// <summary>Gives the work a stream; a file is written beside its place and moved there when complete.</summary>
    public static async Task<Result<int>> Write(FileInfo? file, Func<Stream, Task<Result<int>>> work)
    {
        if (file is null)
        {
            await using var output = Console.OpenStandardOutput();
            return await work(output);
        }

        var partial = $"{file.FullName}.{Environment.ProcessId}.partial";
        try
        {
            Result<int> result;
            await using (var stream = File.Create(partial)) result = await work(stream);
            if (result.IsRefused) File.Delete(partial);
            else File.Move(partial, file.FullName, overwrite: true);
            return result;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What was written so far is of no use, and on a full disk in the way.
            if (File.Exists(partial)) File.Delete(partial);
            return FileRefusals.FileNotWritable(file.FullName, problem.Message);
        }
    }
}
