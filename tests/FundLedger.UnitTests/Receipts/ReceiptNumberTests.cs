using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Receipts;

namespace FundLedger.UnitTests.Receipts;

public sealed class ReceiptNumberTests
{
    [Theory]
    [InlineData(2026, TaxClass.GovernmentGift, 123, "115-A-000123")]
    [InlineData(2010, TaxClass.PassThrough, 1, "99-B-000001")]
    [InlineData(2026, TaxClass.PassThrough, 1_234_567, "115-B-1234567")]
    public void Number_IsWrittenAndReadBack(int year, TaxClass taxClass, long number, string text)
    {
        var written = new ReceiptNumber(new ReceiptSeries(year, taxClass), number);
        written.ToString().Should().Be(text);
        ReceiptNumber.Find(text).Should().Be(written);
        ReceiptNumber.Find($" {text.ToLowerInvariant()} ").Should().Be(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("115-A-123")]
    [InlineData("115-C-000123")]
    [InlineData("115-AA-000123")]
    [InlineData("0-A-000123")]
    [InlineData("2026-A-000123")]
    [InlineData("115-A-00012x")]
    [InlineData("115-A-000123-1")]
    [InlineData("0123456789ABCDEF")]
    public void Find_OfWhatIsNoNumber_IsNull(string text) => ReceiptNumber.Find(text).Should().BeNull();

    /// <summary>In whatever order the classes and years come, each series has every number once, from where it stood.</summary>
    [Fact]
    public void Next_OverAnyOrderOfSeries_LeavesNoGap() => Prop.ForAll(
        ArbMap.Default.ArbFor<(bool PassedOn, bool Later)[]>(), Gen.Choose(0, 900).ToArbitrary(), (order, before) =>
        {
            var numbers = new ReceiptNumbers(_ => Task.FromResult((long)before));
            return order
                .Select(one => new ReceiptSeries(one.Later ? 2027 : 2026, one.PassedOn ? TaxClass.PassThrough : TaxClass.GovernmentGift))
                .Select(series => numbers.Next(series).GetAwaiter().GetResult())
                .GroupBy(number => number.Series)
                .All(series => series.Select(number => number.Number)
                    .SequenceEqual(Enumerable.Range(1, series.Count()).Select(step => (long)before + step)));
        }).QuickCheckThrowOnFailure();
}
