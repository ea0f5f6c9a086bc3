using System.Security.Cryptography;

namespace FundLedger.Domain;

/// <summary>
/// The name a document has in addresses and in the API: eighty random bits in Crockford's base 32 (sixteen characters,
/// no I, L, O, U), so that a document cannot be found by counting.
/// </summary>
public static class PublicCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 16);
}
