using System.Reflection;
using FundLedger.Demo;
using FundLedger.UseCases.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.Testing;

/// <summary>A handler of a page: its verb and, where the page has several for one verb, its name.</summary>
public sealed record PageHandler(string Verb, string? Name);

/// <summary>A page of the application.</summary>
/// <param name="Route">Its route template with a leading slash.</param>
/// <param name="Policy">Who may open it; null: everybody.</param>
public sealed record PageRoute(string Route, string? Policy, IReadOnlyList<PageHandler> Handlers)
{
    /// <summary>Names that the page reads from its address's query.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>The first of the demo's people who may open it; null where nobody need be signed in.</summary>
    public string? Person => People is [var first, ..] ? first : null;

    /// <summary>All of the demo's people who may open it.</summary>
    public IReadOnlyList<string> People => Policy is null
        ? []
        : [.. DemoPeople.All.Where(person => Policy == Policies.SignedIn || Policies.Of(person.Role.Code).Contains(Policy))
            .Select(person => person.SignInName)];
}

/// <summary>The application's pages, read from its own endpoints, so that no test keeps a list of them.</summary>
public static class PageRoutes
{
    public static IReadOnlyList<PageRoute> Of(IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var loader = app.ServiceProvider.GetRequiredService<PageLoader>();
        var pages =
            from endpoint in app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            let page = endpoint.Metadata.GetMetadata<PageActionDescriptor>()
            where page is not null
            select Of(endpoint, loader.LoadAsync(page, endpoint.Metadata).GetAwaiter().GetResult());
        return [.. pages.DistinctBy(page => page.Route).OrderBy(page => page.Route, StringComparer.Ordinal)];
    }

    private static PageRoute Of(RouteEndpoint endpoint, CompiledPageActionDescriptor page)
    {
        var metadata = page.Endpoint?.Metadata ?? endpoint.Metadata;
        var policy = metadata.GetMetadata<IAllowAnonymous>() is null
            ? metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).First(name => name is not null)
            : null;
        return new PageRoute(
            "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), policy,
            [.. page.HandlerMethods.Select(handler => new PageHandler(handler.HttpMethod.ToUpperInvariant(), handler.Name))])
        {
            Parameters = [.. Read(page).Select(parameter => parameter.BindingInfo?.BinderModelName ?? parameter.Name).Distinct()],
        };
    }

    private static IEnumerable<ParameterDescriptor> Read(CompiledPageActionDescriptor page) => page.BoundProperties
        .OfType<PageBoundPropertyDescriptor>()
        .Where(property => property.Property.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: true })
        .Concat<ParameterDescriptor>(page.HandlerMethods.Where(handler => handler.HttpMethod == "Get")
            .SelectMany(handler => handler.Parameters).Where(parameter => parameter.ParameterType != typeof(CancellationToken)));
}
