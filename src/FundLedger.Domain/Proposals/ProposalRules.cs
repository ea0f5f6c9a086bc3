using NodaTime;

namespace FundLedger.Domain.Proposals;

/// <summary>What a proposal must meet.</summary>
public static class ProposalRules
{
    /// <summary>Refused: <see cref="ProposalRefusals"/>.</summary>
    /// <param name="today">In Taipei: what is filed was filed before.</param>
    public static Refusal? Check(int number, LocalDate filedOn, LocalDate today)
    {
        if (number < 1) return ProposalRefusals.ProposalNumberNotValid(number);
        return filedOn > today ? ProposalRefusals.ProposalFiledInFuture(filedOn) : null;
    }
}

/// <summary>Why a proposal is not entered. Codes are the method names.</summary>
public static class ProposalRefusals
{
    public static Refusal ProposalNumberNotValid(int number) => new(nameof(ProposalNumberNotValid), number);

    public static Refusal ProposalFiledInFuture(LocalDate filedOn) => new(nameof(ProposalFiledInFuture), filedOn);
}
