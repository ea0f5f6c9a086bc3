namespace FundLedger.Domain.Ledger;

/// <summary>What the names of a dedicated account must meet when its books are opened; they are permanent.</summary>
public static class DedicatedAccountRules
{
    public const int MinimumCodeLength = 2;
    public const int MaximumCodeLength = 20;
    public const int MaximumNameLength = 100;

    /// <summary>The code: capital letters A to Z, digits and <c>-</c>, for it is in the log's name and typed on command lines.</summary>
    public static Refusal? Check(string code, string nameZh, string nameEn)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length is < MinimumCodeLength or > MaximumCodeLength || code[0] == '-'
            || !code.All(letter => letter is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-'))
        {
            return DedicatedAccountRefusals.AccountCodeNotUsable(code);
        }

        foreach (var name in new[] { nameZh, nameEn })
        {
            if (string.IsNullOrWhiteSpace(name)) return DedicatedAccountRefusals.AccountNameMissing();
            if (name.Length > MaximumNameLength)
                return DedicatedAccountRefusals.AccountNameTooLong(name.Length, MaximumNameLength);
        }

        return null;
    }
}

/// <summary>Every way opening the books of a dedicated account is refused.</summary>
public static class DedicatedAccountRefusals
{
    public static Refusal AccountCodeNotUsable(string code) => new(nameof(AccountCodeNotUsable), code);

    public static Refusal AccountNameMissing() => new(nameof(AccountNameMissing));

    public static Refusal AccountNameTooLong(int length, int limit) => new(nameof(AccountNameTooLong), length, limit);

    /// <summary>The code is taken by an account of other names or another first administrator.</summary>
    public static Refusal AccountOpenedOtherwise(string code) => new(nameof(AccountOpenedOtherwise), code);

    /// <summary>The first-run page opens the first books of a database and no others.</summary>
    public static Refusal BooksOpenAlready() => new(nameof(BooksOpenAlready));
}
