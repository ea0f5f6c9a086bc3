using System.Security.Claims;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Access;

/// <summary>Asks about a policy inside a page that several policies may open: for one button, or for one post.</summary>
internal static class Permissions
{
    /// <summary>Whether a use case refused because the person lacks its policy: answered with 403.</summary>
    public static bool IsNotPermitted(this Refusal? refusal) => refusal?.Code == nameof(AuthorizationRefusals.NotPermitted);

    /// <summary>The signed-in person of a page's request, as the one who reads or writes.</summary>
    public static Actor Actor(this PageModel page) => SignedInPerson.Of(page.User).ToActor();

    /// <summary>Whether the person holds one of the policies, second factor included.</summary>
    public static async Task<bool> May(this IAuthorizationService authorization, ClaimsPrincipal user, params string[] anyOf)
    {
        foreach (var policy in anyOf)
        {
            if ((await authorization.AuthorizeAsync(user, policy)).Succeeded) return true;
        }

        return false;
    }
}
