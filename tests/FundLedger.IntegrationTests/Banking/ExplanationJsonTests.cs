using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions;
using NodaTime;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>What a bank line is, from a file.</summary>
public sealed class ExplanationJsonTests
{
    [Fact]
    public void Read_PartsOfEveryField_GivesWhatTheyName()
    {
        var read = Read("""
            {"requestKey":"k1","parts":[
              {"kind":"ownTransfer","amount":"-20000","otherLine":12,
               "shares":[{"fund":"DON-A","amount":"15000"},{"fund":"DON-B","amount":"5000"}]},
              {"kind":"Fee","amount":"-30","fund":"DON-A"},
              {"kind":"bankInterest","from":"2026-10-01","to":"2026-10-31"},
              {"kind":"newContribution","contribution":"localMatching","payer":"P1","description":"第一期"},
              {"kind":"document","amount":null,"reference":"RF18C000000000001"}]}
            """).Value;

        (read.Key, read.LineId, read.DryRun).Should().Be(("k1", 5L, true));
        read.Parts.Select(part => part.Kind).Should().Equal(
            LinePartKind.OwnTransfer, LinePartKind.Fee, LinePartKind.BankInterest, LinePartKind.NewContribution, LinePartKind.Document);
        (read.Parts[0].Amount, read.Parts[0].OtherLine).Should().Be((Money.Twd(-20_000), (long?)12L));
        read.Parts[0].Shares.Should().Equal(new ContributionPart("DON-A", 15_000), new ContributionPart("DON-B", 5_000));
        (read.Parts[1].Amount, read.Parts[1].Fund).Should().Be((Money.Twd(-30), "DON-A"));
        (read.Parts[2].From, read.Parts[2].To).Should().Be((new LocalDate(2026, 10, 1), new LocalDate(2026, 10, 31)));
        (read.Parts[3].Contribution, read.Parts[3].Payer, read.Parts[3].Description).Should()
            .Be((ContributionKind.LocalMatching, "P1", "第一期"));
        (read.Parts[4].Amount, read.Parts[4].Reference).Should().Be((null, "RF18C000000000001"));
    }

    [Theory]
    [InlineData("""{"parts":[]}""", "requestKey", "")]
    [InlineData("""{"requestKey":"k"}""", "parts", "")]
    [InlineData("""{"requestKey":"k","parts":[{"fund":"A"}]}""", "kind", "1")]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"2"}]}""", "kind", "1")]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"fee"},{"kind":"fee","fund":7}]}""", "fund", "2")]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"bankInterest","from":"115/10/1"}]}""", "from", "1")]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"ownTransfer","otherLine":"12"}]}""", "otherLine", "1")]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"ownTransfer","shares":{}}]}""", "shares", "1")]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"ownTransfer","shares":[{"amount":"1"}]}]}""", "shares.fund", "1")]
    [InlineData("""{"requestKey":"k","parts":["fee"]}""", "kind", "1")]
    [InlineData("[]", "requestKey", "")]
    public void Read_WhatIsMissingOrCannotBeRead_IsRefusedByItsName(string json, string field, string part) =>
        Read(json).Refusal.Should().Be(ExplanationRefusals.ExplanationFieldNotReadable(field, part));

    [Theory]
    [InlineData("{", nameof(JsonRefusals.JsonMalformed))]
    [InlineData("""{"requestKey":"k","requestKey":"l","parts":[]}""", nameof(JsonRefusals.JsonFieldTwice))]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"fee","fonds":"A"}]}""", nameof(JsonRefusals.JsonFieldUnknown))]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"fee","amount":"12,5"}]}""", nameof(LedgerRefusals.AmountNotReadable))]
    [InlineData("""{"requestKey":"k","parts":[{"kind":"fee","amount":-12}]}""", nameof(LedgerRefusals.AmountNotReadable))]
    public void Read_WhatIsNotByTheLetter_IsRefused(string json, string code) => Read(json).RefusalCode().Should().Be(code);

    [Fact]
    public void Read_AFileWithAByteOrderMark_IsRead() => Read("\ufeff{\"requestKey\":\"k\",\"parts\":[]}").Value.Parts.Should().BeEmpty();

    private static Result<LineExplanation> Read(string json) =>
        ExplanationJson.Read(Encoding.UTF8.GetBytes(json), 5, Currency.Twd, dryRun: true);
}
