namespace FundLedger.Web.Access;

/// <summary>Settings of section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Whether people whose policies move money must use a one-time code. Only the demo turns it off.</summary>
    public bool RequireTotp { get; set; } = true;

    /// <summary>In the demo: the one password of all demo people, printed on the sign-in page. Null everywhere else.</summary>
    public string? DemoPassword { get; set; }

    /// <summary>
    /// Addresses, or networks as <c>10.0.0.0/8</c>, of the reverse proxies whose word about the client's address and scheme is
    /// taken; none by default.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Requests one person (or one address, before sign-in) may make in a minute.</summary>
    public int RequestsPerMinute { get; set; } = 6000;

    /// <summary>Sign-in attempts from one address in a minute.</summary>
    public int SignInAttemptsPerMinute { get; set; } = 20;
}
