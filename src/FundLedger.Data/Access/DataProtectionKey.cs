namespace FundLedger.Data.Access;

/// <summary>A key that protects cookies and form tokens; kept in the database so that several web nodes share it.</summary>
public sealed class DataProtectionKey
{
    public int Id { get; init; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}
