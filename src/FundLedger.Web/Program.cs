using FundLedger.Data.Access;
using FundLedger.Migrations.PostgreSql.Access;
using FundLedger.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

// Stands in until the command line is wired: serves the shell on the database named by ConnectionStrings:Ledger.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddSingleton<IClock>(SystemClock.Instance);
builder.Services.AddSingleton<CurrentAccess>((_, _) => Task.FromResult<PersonAccess?>(null));
builder.Services.AddAccess(builder.Configuration, (services, options) =>
    options.UseAccessOnPostgreSql(services.GetRequiredService<IConfiguration>().GetConnectionString("Ledger") ?? ""));
builder.Services.AddWebShell();

var app = builder.Build();
app.UseWebShell();
app.MapWebShell();
app.CheckEndpointPolicies();
app.Run();

public partial class Program;
