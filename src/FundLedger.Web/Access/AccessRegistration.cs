using System.Net;
using FundLedger.Data.Access;
using FundLedger.UseCases.Access;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>
/// Registers signing in and the policies. Needs <see cref="CurrentAccess"/>, <see cref="IClock"/> and the
/// <see cref="Data.Engines.DatabaseEngine"/> from the host.
/// </summary>
public static class AccessRegistration
{
    internal const int PasswordLength = 12;
    internal const int LongestPassword = 256;
    internal const int DistinctCharacters = 5;

    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <c>Access</c>.</param>
    /// <param name="database">Points the access context at the engine in use.</param>
    public static IServiceCollection AddAccess(
        this IServiceCollection services, IConfiguration configuration, Action<IServiceProvider, DbContextOptionsBuilder> database)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section));
        services.AddDbContextFactory<AccessDb>(database);
        services.AddHttpContextAccessor();
        services.AddSingleton<SecurityLog>();
        services.AddScoped<CreateSignIn>().AddScoped<TakeUpInvitation>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<IssueInvitation>(provider => provider.GetRequiredService<Invitations>().Issue);
        services.AddSingleton<EndSessions>(provider => provider.GetRequiredService<Invitations>().EndSessions);
        services.AddDataProtection().SetApplicationName("FundLedger");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, DatabaseKeyRing>();
        AddSignIn(services);
        AddProxies(services);
        AddPolicies(services);
        return services;
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<SignIn>(options =>
            {
                // Length instead of character classes (NIST SP 800-63B §3.1.1.2), and not one letter repeated.
                options.Password.RequiredLength = PasswordLength;
                options.Password.RequiredUniqueChars = DistinctCharacters;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                // SignInLimits slows guessing by name and place; the framework would lock the person out for everybody.
                options.Lockout.AllowedForNewUsers = false;
                options.Lockout.MaxFailedAccessAttempts = int.MaxValue;
                options.SignIn.RequireConfirmedAccount = true;
                options.ClaimsIdentity.UserNameClaimType = SignedInPerson.SignInNameClaim;
                options.ClaimsIdentity.RoleClaimType = SignedInPerson.RoleClaim;
            })
            .AddEntityFrameworkStores<AccessDb>()
            .AddSignInManager()
            .AddPasswordValidator<GuessablePasswords>()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddSingleton<Sessions>().AddSingleton<KnownDevices>().AddSingleton<UnknownName>().AddScoped<SignInLimits>();
        services.AddScoped<IUserClaimsPrincipalFactory<SignIn>, SignInPrincipalFactory>();
        services.AddScoped<IUserConfirmation<SignIn>, ActivePeople>();
        services.AddOptions<SecurityStampValidatorOptions>().Configure<IClock>((options, clock) =>
            (options.ValidationInterval, options.TimeProvider) = (TimeSpan.FromMinutes(1), new ClockTime(clock)));
        services.ConfigureApplicationCookie(ShapeSession);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<Sessions, IClock>(
            (cookie, sessions, clock) =>
            {
                cookie.TimeProvider = new ClockTime(clock);
                cookie.Events.OnSigningIn = signingIn =>
                {
                    sessions.Begin(signingIn.Properties);
                    return Task.CompletedTask;
                };
                cookie.Events.OnValidatePrincipal = sessions.Check;
            });
    }

    private static void ShapeSession(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "fundledger";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Sessions.Idle.ToTimeSpan();
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/account/sign-in";
        cookie.LogoutPath = "/account/sign-out";
        cookie.ReturnUrlParameter = "returnUrl";
        // A part of a page cannot show the sign-in page inside itself: the whole page goes there.
        cookie.Events.OnRedirectToLogin = redirect =>
        {
            if (redirect.Request.Headers.ContainsKey("HX-Request"))
            {
                redirect.Response.Headers["HX-Redirect"] = redirect.Options.LoginPath.Value;
                redirect.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }

            // Without the host, which the sender of a request can claim to be anything.
            redirect.Response.Redirect(new Uri(redirect.RedirectUri).PathAndQuery);
            return Task.CompletedTask;
        };
        // The refused address itself answers 403, and its page is the error page.
        cookie.Events.OnRedirectToAccessDenied = redirect =>
        {
            redirect.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void AddProxies(IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<AccessOptions>>((forwarded, access) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in access.Value.TrustedProxies)
            {
                if (proxy.Contains('/', StringComparison.Ordinal)) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
                else forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }

            // Each of them may have added the one before it; the first address that is none of theirs is the client's.
            forwarded.ForwardLimit = null;
            // With both lists empty the framework would believe everybody.
            if (access.Value.TrustedProxies.Count == 0) forwarded.ForwardedHeaders = ForwardedHeaders.None;
        });

    private static void AddPolicies(IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedRequests>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<AccessOptions>>((authorization, access) =>
        {
            foreach (var policy in Policies.All)
            {
                authorization.AddPolicy(policy.Name, rules =>
                {
                    rules.RequireAuthenticatedUser();
                    if (policy.Name == Policies.SignedIn) return;
                    rules.RequireClaim(SignedInPerson.RoleClaim, Policies.RolesWith(policy.Name));
                    if (policy.NeedsSecondFactor && access.Value.RequireTotp) rules.RequireClaim(SignedInPerson.SecondFactorClaim);
                });
            }
        });
    }
}
