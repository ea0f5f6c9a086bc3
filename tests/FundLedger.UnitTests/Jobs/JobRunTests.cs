using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Jobs;

public sealed class JobRunTests
{
    private static readonly Instant Begin = Instant.FromUtc(2026, 7, 1, 1, 10);

    [Fact]
    public void End_OfARun_ClosesItOnce()
    {
        var run = New();
        (run.Outcome, run.EndedAt, run.Message).Should().Be((JobRunOutcome.Running, null, null));
        run.End(JobRunOutcome.Succeeded, new JobMessage("ReturnsExpected", 3), Begin);
        (run.Outcome, run.EndedAt, run.Message).Should().Be((JobRunOutcome.Succeeded, Begin, """["ReturnsExpected","3"]"""));

        var again = () => run.End(JobRunOutcome.Failed, new JobMessage("Broke"), Begin);
        var running = () => New().End(JobRunOutcome.Running, new JobMessage("Broke"), Begin);
        again.Should().Throw<InvalidOperationException>();
        running.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Message_OfAnError_SaysItsKindAndNothingItSays()
    {
        var error = new InvalidOperationException("outer secret", new TimeoutException("Password=geheim"));
        JobMessage.Of(error).ToStored().Should().Be("""["Broke","TimeoutException"]""");
    }

    [Fact]
    public void Message_OfARefusal_IsReadAsItWasStored()
    {
        var refusal = LedgerRefusals.EntryNotFound(new EntryReference(2026, 9));
        var read = JobMessage.FromStored(JobMessage.Of(refusal).ToStored());
        read.Code.Should().Be(refusal.Code);
        read.Arguments.Should().Equal("2026/9");
    }

    [Fact]
    public void Message_OfAnything_FitsItsColumnAndCanBeStored()
    {
        var worst = new string('\u0001', 500) + string.Concat(Enumerable.Repeat("\U0001F600", 500));
        var stored = new JobMessage(new string('C', 100), [.. Enumerable.Repeat<object>(worst, 20)]).ToStored();
        stored.Length.Should().BeLessThanOrEqualTo(JobMessage.LongestStored);
        StorableText.Is(stored).Should().BeTrue();
        JobMessage.FromStored(stored).Arguments.Should().OnlyContain(argument => StorableText.Is((string)argument));
        var smiles = new JobMessage("C", "a" + string.Concat(Enumerable.Repeat("\U0001F600", 500)), "half \ud83d").ToStored();
        JobMessage.FromStored(smiles).Arguments.Should().OnlyContain(argument => StorableText.Is((string)argument));
    }

    private static JobRun New() => new() { Job = "expected-returns", Server = "machine:1", Attempt = 1, StartedAt = Begin };
}
