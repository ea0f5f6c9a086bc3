namespace FundLedger.Testing;

/// <summary>The files of the folder of the same name.</summary>
public static class StatementCases
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "StatementCases", name));
}
