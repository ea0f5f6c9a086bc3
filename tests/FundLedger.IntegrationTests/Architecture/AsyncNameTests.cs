using System.Reflection;
using FundLedger.Data;
using FundLedger.Demo;
using FundLedger.Domain;
using FundLedger.PostgreSql;
using FundLedger.Reports;
using FundLedger.SqlServer;
using FundLedger.UseCases;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>No method of ours says <c>Async</c>, for its type does; only what a framework calls by such a name.</summary>
public sealed class AsyncNameTests
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Assembly> Ours =
    [
        .. new[]
        {
            typeof(Refusal), typeof(LedgerDb), typeof(ReportingDatabase), typeof(PostgreSqlEngine), typeof(SqlServerEngine),
            typeof(Feature), typeof(DemoSeed), typeof(Program), typeof(Drafts), typeof(AsyncNameTests),
        }.Select(type => type.Assembly),
    ];

    [Fact]
    public void Methods_OfOurs_DoNotEndInWhatTheirTypeSays() =>
        Ours.SelectMany(assembly => assembly.GetTypes()).Where(type => type != typeof(Named)).SelectMany(EndingSo).Should().BeEmpty();

    [Fact]
    public void EndingInAsync_OfWhatAFrameworkCallsAndWhatItDoesNot_IsTheLatter() =>
        EndingSo(typeof(Named)).Should().Equal($"{typeof(Named).FullName}.{nameof(Named.CloseAsync)}");

    private static IEnumerable<string> EndingSo(Type type)
    {
        var asked = type.IsInterface ? [] : type.GetInterfaces().Where(contract => !Ours.Contains(contract.Assembly))
            .SelectMany(contract => type.GetInterfaceMap(contract).TargetMethods).ToHashSet();
        return type.GetMethods(Own)
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !asked.Contains(method)
                && Ours.Contains(method.GetBaseDefinition().DeclaringType!.Assembly) && !IsHandler(type, method))
            .Select(method => $"{type.FullName}.{method.Name}");
    }

    private static bool IsHandler(Type type, MethodInfo method) =>
        type.IsSubclassOf(typeof(PageModel)) && (method.Name.StartsWith("OnGet", StringComparison.Ordinal)
            || method.Name.StartsWith("OnPost", StringComparison.Ordinal));

    /// <summary>An interface, a base class and we ourselves have named its methods.</summary>
    private sealed class Named : StringWriter, IAsyncLifetime
    {
        public Task InitializeAsync() => Task.CompletedTask;

        public override Task FlushAsync() => Task.CompletedTask;

        public Task CloseAsync() => FlushAsync();

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
