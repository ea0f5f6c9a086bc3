using NodaTime;

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

/// <summary>The term of a programme's budget.</summary>
public static class BudgetTermRules
{
    /// <summary>
    /// Refused: <see cref="ProgrammeRefusals.BudgetExpiresBeforeItsYear"/>, and <see cref="ProgrammeRefusals.BudgetCarryNeedsApproval"/>
    /// for a term beyond the fiscal year without the approval's reference.
    /// </summary>
    public static Refusal? Check(int fiscalYear, LocalDate? expiresOn, string? carryReference)
    {
        if (expiresOn is not { } last) return null;
        if (last.Year < fiscalYear) return ProgrammeRefusals.BudgetExpiresBeforeItsYear(last, fiscalYear);
        return last.Year > fiscalYear && string.IsNullOrWhiteSpace(carryReference)
            ? ProgrammeRefusals.BudgetCarryNeedsApproval(last, fiscalYear)
            : null;
    }
}

/// <summary>Why a programme is not entered. Codes are the method names.</summary>
public static class ProgrammeRefusals
{
    public static Refusal ProgrammeReserveNotValid(int basisPoints) => new(nameof(ProgrammeReserveNotValid), basisPoints);

    public static Refusal ProgrammeCeilingNotPositive() => new(nameof(ProgrammeCeilingNotPositive));

    public static Refusal BudgetExpiresBeforeItsYear(LocalDate expiresOn, int fiscalYear) =>
        new(nameof(BudgetExpiresBeforeItsYear), expiresOn, fiscalYear);

    public static Refusal BudgetCarryNeedsApproval(LocalDate expiresOn, int fiscalYear) =>
        new(nameof(BudgetCarryNeedsApproval), expiresOn, fiscalYear);

    /// <summary>The file speaks of another version than the one in force.</summary>
    public static Refusal BudgetVersionNotInForce(int given, int inForce) => new(nameof(BudgetVersionNotInForce), given, inForce);
}
