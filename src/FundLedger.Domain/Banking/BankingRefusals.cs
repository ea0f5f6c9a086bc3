using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Banking;

public static class BankingRefusals
{
    public static Refusal BankAccountNotFound(string code) => new(nameof(BankAccountNotFound), code);

    public static Refusal StatementAlreadyImported(string fileName, LocalDate importedOn) =>
        new(nameof(StatementAlreadyImported), fileName, importedOn);

    public static Refusal StatementDoesNotFollow(string account, Money expectedOpening, Money opening) =>
        new(nameof(StatementDoesNotFollow), account, expectedOpening, opening);

    public static Refusal StatementDoesNotChain(string account, LocalDate from, LocalDate to, Money opening, Money lastClosing) =>
        new(nameof(StatementDoesNotChain), account, from, to, opening, lastClosing);

    public static Refusal StatementFileNotFound(long id) => new(nameof(StatementFileNotFound), id);

    public static Refusal StatementOriginalNotKept(string fileName) => new(nameof(StatementOriginalNotKept), fileName);

    public static Refusal StatementAddsNothing(string fileName) => new(nameof(StatementAddsNothing), fileName);

    public static Refusal StatementLineNotFound(long id) => new(nameof(StatementLineNotFound), id);

    public static Refusal StatementLineNotWaiting(long id, StatementLineState state) => new(nameof(StatementLineNotWaiting), id, state);

    public static Refusal NoReferenceOnLine() => new(nameof(NoReferenceOnLine));

    public static Refusal SeveralReferencesOnLine(int count) => new(nameof(SeveralReferencesOnLine), count);

    public static Refusal ReferenceUnknown(string reference) => new(nameof(ReferenceUnknown), reference);

    public static Refusal DirectionDiffers(string reference) => new(nameof(DirectionDiffers), reference);
}
