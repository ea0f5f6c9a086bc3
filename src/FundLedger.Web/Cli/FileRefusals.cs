using FundLedger.Domain;

namespace FundLedger.Web.Cli;

/// <summary>Why a file that a command names cannot be used.</summary>
internal static class FileRefusals
{
    public static Refusal FileNotReadable(string file, string problem) => new(nameof(FileNotReadable), file, problem);

    public static Refusal FileNotWritable(string file, string problem) => new(nameof(FileNotWritable), file, problem);
}
