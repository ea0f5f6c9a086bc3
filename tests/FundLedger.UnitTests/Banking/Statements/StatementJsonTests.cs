using System.Text;
using FundLedger.Domain.Banking.Statements;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class StatementJsonTests
{
    [Fact]
    public void Write_Statement_GivesTheContractsFieldsWithExactAmounts()
    {
        using var output = new MemoryStream();

        StatementJson.Write(SampleFile.Read("camt053/camt053.v2.five.decimals.xml").Value, output);

        Encoding.UTF8.GetString(output.ToArray()).ReplaceLineEndings("\n").Should().Be("""
            [
              {
                "account": "NL26VAYB8060476890",
                "currency": "EUR",
                "opening": "18.150",
                "closing": "27.050",
                "credits": "8.850",
                "debits": "0",
                "lines": 1,
                "ties": false,
                "entries": [
                  {
                    "bookingDate": "2014-12-31",
                    "valueDate": "2015-01-02",
                    "amount": "8.850",
                    "reference": "000000001",
                    "counterparty": "",
                    "description": "Transaction Description"
                  }
                ]
              }
            ]
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Write_Debits_ArePositiveTotalsAndChineseStaysReadable()
    {
        using var output = new MemoryStream();

        StatementJson.Write(SampleFile.Read("taiwan/big5.running-balance.csv").Value, output);

        Encoding.UTF8.GetString(output.ToArray()).Should().Contain("\"debits\": \"500030\"").And.Contain("\"amount\": \"-30\"")
            .And.Contain("梨山創生合作社");
    }
}
