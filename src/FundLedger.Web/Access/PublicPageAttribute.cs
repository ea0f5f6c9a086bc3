using Microsoft.AspNetCore.Authorization;

namespace FundLedger.Web.Access;

/// <summary>Opens a page or endpoint to everyone, and states why. The only accepted way to allow anonymous requests.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class PublicPageAttribute(string reason) : Attribute, IAllowAnonymous
{
    public string Reason { get; } = string.IsNullOrWhiteSpace(reason)
        ? throw new ArgumentException("A public page states its reason.", nameof(reason))
        : reason;
}
