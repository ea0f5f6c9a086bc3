using FundLedger.UseCases.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace FundLedger.Web.Access;

/// <summary>
/// Before the first request: every endpoint states a known policy, or <see cref="PublicPageAttribute"/> with a reason.
/// A forgotten attribute then is a start-up error on the developer's machine, not an open page in production.
/// </summary>
public static class EndpointPolicyCheck
{
    /// <summary>
    /// Mapped by the framework beside the static files of a development build; carries no data, cannot be given
    /// metadata, and is closed to anonymous requests by the fallback policy.
    /// </summary>
    private const string DevelopmentFiles = "Fallback {**path:file}";

    /// <summary>Call after the last Map…; throws with one line per endpoint at fault.</summary>
    public static void CheckEndpointPolicies(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints);
        var faults = Faults(endpoints, app.Services.GetRequiredService<PageLoader>());
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                "Endpoints without a policy: state [Authorize(Policies.…)] or [PublicPage(\"why\")] on each." +
                Environment.NewLine + string.Join(Environment.NewLine, faults));
        }
    }

    internal static IReadOnlyList<string> Faults(IEnumerable<Endpoint> endpoints, PageLoader pages) =>
        [.. endpoints.Select(endpoint => (endpoint, Fault: Fault(endpoint, pages)))
            .Where(check => check.Fault is not null)
            .Select(check => $"  {Name(check.endpoint)}: {check.Fault}")
            .Distinct()];

    private static string? Fault(Endpoint endpoint, PageLoader pages)
    {
        if (endpoint.DisplayName == DevelopmentFiles) return null;
        var metadata = Metadata(endpoint, pages);
        // Pages check the token of every post by themselves; endpoints do so only when they say so.
        if (TakesUnsafeMethods(metadata) && metadata.GetMetadata<PageActionDescriptor>() is null &&
            metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true })
        {
            return "takes posts without an antiforgery token";
        }

        if (metadata.GetMetadata<PublicPageAttribute>() is not null) return null;
        if (metadata.GetMetadata<IAllowAnonymous>() is not null) return "allows anonymous requests without a stated reason";

        var stated = metadata.GetOrderedMetadata<IAuthorizeData>();
        if (stated.Any(data => data.Roles is not null)) return "names a role; only policies are stated";
        if (stated.All(data => data.Policy is null)) return "states no policy";
        return stated.FirstOrDefault(data => data.Policy is not null && !Policies.Exists(data.Policy)) is { } unknown
            ? $"states the unknown policy '{unknown.Policy}'"
            : null;
    }

    /// <summary>A page's attributes are known only once it is loaded, which the router otherwise does at the first request.</summary>
    private static EndpointMetadataCollection Metadata(Endpoint endpoint, PageLoader pages)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page) return endpoint.Metadata;
        var compiled = pages.LoadAsync(page, endpoint.Metadata).GetAwaiter().GetResult();
        return compiled.Endpoint?.Metadata ?? endpoint.Metadata;
    }

    private static bool TakesUnsafeMethods(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods &&
        methods.Any(method => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method));

    private static string Name(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath ?? endpoint.DisplayName ?? endpoint.ToString() ?? "?";
}
