using FundLedger.Web.Cli;

namespace FundLedger.IntegrationTests.Setup;

public sealed class ServeAddressTests
{
    [Theory]
    [InlineData("")]
    [InlineData("localhost:5080")]
    [InlineData("ftp://localhost:21")]
    [InlineData("http://")]
    public void CheckAddress_WhatIsNoWebAddress_IsRefused(string address) =>
        ServeCommand.CheckAddress(address, loopbackOnly: false).Should().Be(ServeRefusals.AddressNotReadable(address));

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://example.com")]
    [InlineData("http://[::]:5080")]
    public void CheckAddress_OpenToOthers_IsRefusedForTheDemonstrationOnly(string address)
    {
        ServeCommand.CheckAddress(address, loopbackOnly: true).Should().Be(ServeRefusals.AddressNotLoopback(address));
        ServeCommand.CheckAddress(address, loopbackOnly: false).Should().BeNull();
    }

    [Theory]
    [InlineData("http://localhost:0")]
    [InlineData("http://127.0.0.1:0")]
    public void CheckAddress_OfThisMachine_IsNotRefused(string address) =>
        ServeCommand.CheckAddress(address, loopbackOnly: true).Should().BeNull();
}
