namespace FundLedger.Domain.People;

/// <summary>What a party must meet before it is added.</summary>
public static class PartyRules
{
    public const int MaximumNameLength = 200;

    public static Refusal? Check(PartyKind kind, string name, string? businessNumber)
    {
        if (string.IsNullOrWhiteSpace(name)) return PartyRefusals.PartyNameMissing();
        if (name.Length > MaximumNameLength) return PartyRefusals.PartyNameTooLong(name.Length, MaximumNameLength);
        if (businessNumber is not null) return UnifiedBusinessNumber.Check(businessNumber);
        // Gifts are grouped by it, and receipts carry it.
        return kind == PartyKind.Company ? PartyRefusals.BusinessNumberMissing() : null;
    }
}
