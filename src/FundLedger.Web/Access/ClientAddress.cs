using System.Net;
using System.Net.Sockets;

namespace FundLedger.Web.Access;

/// <summary>Where a request comes from, for counting: an address, or of version 6 the network that one customer is given.</summary>
internal static class ClientAddress
{
    private const int CustomersNetworkBytes = 8;

    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, CustomersNetworkBytes, bytes.Length - CustomersNetworkBytes);
        return new IPAddress(bytes) + "/64";
    }
}
