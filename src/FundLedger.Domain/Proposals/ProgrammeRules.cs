namespace FundLedger.Domain.Proposals;

/// <summary>What a programme must meet beyond its columns' own limits.</summary>
public static class ProgrammeRules
{
    private const int Whole = 10_000;

    /// <summary>Refused: <see cref="ProgrammeRefusals"/>.</summary>
    /// <param name="reserveBasisPoints">0 to 10,000, or null.</param>
    /// <param name="caseCeiling">Minor units above 0, or null: a ceiling of nothing would refuse every case.</param>
    public static Refusal? Check(int? reserveBasisPoints, long? caseCeiling)
    {
        if (reserveBasisPoints is < 0 or > Whole) return ProgrammeRefusals.ProgrammeReserveNotValid(reserveBasisPoints.Value);
        return caseCeiling is <= 0 ? ProgrammeRefusals.ProgrammeCeilingNotPositive() : null;
    }
}

/// <summary>Why a programme is not entered. Codes are the method names.</summary>
public static class ProgrammeRefusals
{
    public static Refusal ProgrammeReserveNotValid(int basisPoints) => new(nameof(ProgrammeReserveNotValid), basisPoints);

    public static Refusal ProgrammeCeilingNotPositive() => new(nameof(ProgrammeCeilingNotPositive));

    /// <summary>The file speaks of another version than the one in force.</summary>
    public static Refusal BudgetVersionNotInForce(int given, int inForce) => new(nameof(BudgetVersionNotInForce), given, inForce);
}
