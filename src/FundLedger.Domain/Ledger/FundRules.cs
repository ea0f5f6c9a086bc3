namespace FundLedger.Domain.Ledger;

/// <summary>What a fund's source asks of its year and designation when it is made.</summary>
public static class FundRules
{
    /// <summary>
    /// Central money is allocated by programme and fiscal year; every other source has no year, and its money may be given for
    /// a place or a venture. Refused: those of <see cref="FundRefusals"/> about year and designation.
    /// </summary>
    public static Refusal? Check(SourceKind source, int? programmeYear, DesignationKind designation)
    {
        if (source == SourceKind.CentralAllocation)
        {
            if (programmeYear is null) return FundRefusals.FundYearMissing();
            return designation is DesignationKind.None or DesignationKind.WorkItem ? null : FundRefusals.FundDesignationNotOfSource();
        }

        if (programmeYear is not null) return FundRefusals.FundYearNotOfSource();
        return designation == DesignationKind.WorkItem ? FundRefusals.FundDesignationNotOfSource() : null;
    }
}

/// <summary>Why a fund is not made. Codes are the method names.</summary>
public static class FundRefusals
{
    /// <summary>That fund is there from the beginning, for what nobody has explained yet.</summary>
    public static Refusal FundCodeOfSuspense(string code) => new(nameof(FundCodeOfSuspense), code);

    public static Refusal FundYearMissing() => new(nameof(FundYearMissing));

    public static Refusal FundYearNotOfSource() => new(nameof(FundYearNotOfSource));

    public static Refusal FundDesignationNotOfSource() => new(nameof(FundDesignationNotOfSource));

    public static Refusal FundHasTwoDesignations() => new(nameof(FundHasTwoDesignations));

    /// <summary>A fund is one source and one designation: a second one would divide what belongs together.</summary>
    public static Refusal FundMeaningTaken(string code) => new(nameof(FundMeaningTaken), code);
}
