using System.Security.Cryptography;
using System.Text;
using FundLedger.Data.Writing;
using FundLedger.Domain.People;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>Stored requests are recognised for ever: the hash of a content may never depend on anything but the content.</summary>
public sealed class RequestContentTests
{
    [Fact]
    public void ContentHash_IsTheHashOfTheJson_WhateverWasHashedBefore()
    {
        HashOf(new string('x', 1_000_000));
        HashOf(new { Amount = 100_000L, Fund = "DON-SHIGANG" });

        HashOf(new { Amount = 1L, Fund = "DON" }).Should().Equal(Sha256("""{"Amount":1,"Fund":"DON"}"""));
    }

    [Fact]
    public void ContentHash_AfterAContentThatCannotBeWritten_IsThatOfTheNextOneAlone()
    {
        var failing = () => HashOf(new { Written = "half", Unwritable = double.NaN });

        failing.Should().Throw<ArgumentException>();
        HashOf("next").Should().Equal(Sha256("\"next\""));
    }

    private static byte[] HashOf(object content) => new WriteRequest(1, "key", new Actor(1, "officer"), content).ContentHash;

    private static byte[] Sha256(string json) => SHA256.HashData(Encoding.UTF8.GetBytes(json));
}
