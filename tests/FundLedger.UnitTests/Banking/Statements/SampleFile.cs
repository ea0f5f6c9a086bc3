using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>The sample files, and shorthand for reading bytes and text as a file.</summary>
internal static class SampleFile
{
    public static byte[] Bytes(string path) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Banking", "Statements", "Samples", path));

    public static string Text(string path) => Encoding.UTF8.GetString(Bytes(path));

    public static Result<StatementFile> Read(string path) => StatementReader.Read(Bytes(path), Path.GetFileName(path));

    public static Result<StatementFile> ReadText(string text, string fileName = "statement.xml") =>
        StatementReader.Read(Encoding.UTF8.GetBytes(text), fileName);

    public static BankStatement Single(Result<StatementFile> result)
    {
        result.Refusal?.ToString().Should().BeNull();
        return result.Value.Statements.Should().ContainSingle().Subject;
    }
}
