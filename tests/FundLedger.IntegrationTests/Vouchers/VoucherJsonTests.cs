using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Vouchers;

namespace FundLedger.IntegrationTests.Vouchers;

public sealed class VoucherJsonTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Read_AFileThatHoldsNoVoucher_IsRefused(string json) =>
        (await Read(json)).Refusal.Should().Be(VoucherRefusals.VoucherFileEmpty());

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\"requestKey\": ", 1, 16)]
    [InlineData("[\n{\"requestKey\": \"a\"},\n  oops]", 3, 3)]
    [InlineData("{\n \"requestKey\": 'a'}", 2, 16)]
    public async Task Read_WhatIsNotJson_NamesLineAndPosition(string json, long line, long position) =>
        (await Read(json)).Refusal.Should().Be(JsonRefusals.JsonMalformed(line, position));

    [Theory]
    [InlineData("""{"requestKey":"a","requestKey":"b"}""", "requestKey")]
    [InlineData("""{"requestKey":"a","postings":[{"account":"5201","amount":"1","amount":"2"}]}""", "amount")]
    public async Task Read_AFieldThatIsThereTwice_IsNamed(string json, string field)
    {
        (await Read(json)).Refusal.Should().Be(JsonRefusals.JsonFieldTwice(field, "1"));
        (await Read($"[{Whole},{json}]")).Refusal.Should().Be(JsonRefusals.JsonFieldTwice(field, "2"));
    }

    [Theory]
    [InlineData("""{"requestKey":"a","descripton":"d"}""", "descripton")]
    [InlineData("""{"RequestKey":"a"}""", "RequestKey")]
    public async Task Read_AFieldNobodyKnows_IsNamedWithThoseThereAre(string json, string field) =>
        (await Read(json)).Refusal.Should().Be(
            JsonRefusals.JsonFieldUnknown(field, "1", "requestKey, bookingDate, description, adjustment, postings"));

    [Fact]
    public async Task Read_AFieldOfALineNobodyKnows_IsNamedWithThoseThereAre() =>
        (await Read(Whole.Replace("\"fund\"", "\"funds\"", StringComparison.Ordinal))).Refusal.Should().Be(
            JsonRefusals.JsonFieldUnknown("funds", "1", "account, fund, amount, party, venture, lot"));

    [Theory]
    [InlineData("""{"requestKey":"a\u0000b"}""", "requestKey")]
    [InlineData("""{"description":"\ud842"}""", "description")]
    [InlineData("""{"postings":[{"account":"\udfb7"}]}""", "account")]
    [InlineData("""{"\ud842":"a"}""", "?")]
    public async Task Read_TextThatNoDatabaseStores_IsRefusedByItsField(string json, string field) =>
        (await Read(json)).Refusal.Should().Be(JsonRefusals.JsonTextNotStorable(field, "1"));

    [Fact]
    public async Task Read_AnAdjustmentThatIsNeitherTrueNorFalse_IsRefused() =>
        (await Read(Whole.Replace("\"postings\"", "\"adjustment\":\"yes\",\"postings\"", StringComparison.Ordinal))).Refusal.Should()
            .Be(VoucherRefusals.VoucherFieldMissing("adjustment (true or false)"));

    [Fact]
    public async Task Read_TheVoucherOfCaseK7_IsRefused() =>
        (await Read(Encoding.UTF8.GetString(StatementCases.Bytes("k7-voucher.json")))).RefusalCode()
            .Should().Be(nameof(JsonRefusals.JsonTextNotStorable));

    [Theory]
    [InlineData("""{}""", "requestKey")]
    [InlineData("""{"requestKey":"a","bookingDate":"2026-02-30"}""", "bookingDate (YYYY-MM-DD)")]
    [InlineData("""{"requestKey":"a","bookingDate":"2026-02-03"}""", "description")]
    [InlineData("""{"requestKey":"a","bookingDate":"2026-02-03","description":"d"}""", "postings")]
    [InlineData("""{"requestKey":"a","bookingDate":"2026-02-03","description":"d","postings":[{}]}""", "account")]
    [InlineData("""{"requestKey":"a","bookingDate":"2026-02-03","description":"d","postings":[{"account":"5201"}]}""", "fund")]
    [InlineData(
        """{"requestKey":"a","bookingDate":"2026-02-03","description":"d","postings":[{"account":"5201","fund":"A","amount":5}]}""",
        "amount (a decimal string)")]
    [InlineData(
        """{"requestKey":"a","bookingDate":"2026-02-03","description":"d","postings":"""
            + """[{"account":"5201","fund":"A","amount":"5","lot":"7"}]}""",
        "lot (a number)")]
    public async Task Read_AVoucherThatLacksAField_NamesIt(string json, string field) =>
        (await Read(json)).Refusal.Should().Be(VoucherRefusals.VoucherFieldMissing(field));

    private const string Whole =
        """{"requestKey":"w","bookingDate":"2026-02-03","description":"d","postings":[{"account":"5201","fund":"A","amount":"5"}]}""";

    private static async Task<Result<ManualVoucherRequest>> Read(string json)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return await VoucherJson.Read(file, Currency.Twd, default).LastAsync();
    }
}
