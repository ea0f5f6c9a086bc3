using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.Extensions;

namespace FundLedger.Web.Access;

/// <summary>
/// What happens when a policy refuses: a person who lacks only the second factor is sent to set it up;
/// everyone else is refused, and the refusal goes into the security log.
/// </summary>
internal sealed class RefusedRequests(SecurityLog log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler framework = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
        {
            if (LacksOnlySecondFactor(authorizeResult))
            {
                var returnTo = HttpMethods.IsGet(context.Request.Method) ? context.Request.GetEncodedPathAndQuery() : "/";
                context.Response.Redirect($"/account/second-factor/set-up?returnUrl={Uri.EscapeDataString(returnTo)}");
                return;
            }

            await log.Record(SecurityLog.AccessDenied, context.Request.Method, context.Request.Path.Value ?? "/");
        }

        await framework.HandleAsync(next, context, policy, authorizeResult);
    }

    private static bool LacksOnlySecondFactor(PolicyAuthorizationResult result) =>
        result.AuthorizationFailure is { } failure && failure.FailedRequirements.Any() &&
        failure.FailedRequirements.All(
            requirement => requirement is ClaimsAuthorizationRequirement { ClaimType: SignedInPerson.SecondFactorClaim });
}
