using System.Reflection;
using FundLedger.Data;
using FundLedger.Demo;
using FundLedger.Domain;
using FundLedger.PostgreSql;
using FundLedger.Reports;
using FundLedger.SqlServer;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>Arrows point one way: Web → UseCases → Data → Domain, Demo → UseCases, engines → Data, and Web → Reports → Domain.</summary>
public sealed class ReferenceTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Assembly, string[]> Allowed = new()
    {
        [typeof(Refusal).Assembly] = [],
        [typeof(LedgerDb).Assembly] = ["FundLedger.Domain"],
        [typeof(ReportingDatabase).Assembly] = ["FundLedger.Domain"],
        [typeof(PostgreSqlEngine).Assembly] = ["FundLedger.Data", "FundLedger.Domain"],
        [typeof(SqlServerEngine).Assembly] = ["FundLedger.Data", "FundLedger.Domain"],
        [typeof(UseCases.Feature).Assembly] = ["FundLedger.Data", "FundLedger.Domain"],
        [typeof(DemoSeed).Assembly] = ["FundLedger.UseCases", "FundLedger.Data", "FundLedger.Domain"],
        [typeof(Program).Assembly] =
        [
            "FundLedger.UseCases", "FundLedger.Demo", "FundLedger.Data", "FundLedger.Domain", "FundLedger.Reports", "FundLedger.PostgreSql",
            "FundLedger.SqlServer",
        ],
    };

    [Fact]
    public void References_BetweenOurAssemblies_PointOneWay()
    {
        foreach (var (assembly, allowed) in Allowed)
        {
            assembly.GetReferencedAssemblies().Select(name => name.Name!)
                .Where(name => name.StartsWith("FundLedger.", StringComparison.Ordinal))
                .Should().BeSubsetOf(allowed, assembly.GetName().Name);
        }
    }

    [Fact]
    public void Domain_KnowsNoDatabaseAndNoWeb() => typeof(Refusal).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
        .Should().OnlyContain(
            name => !name.StartsWith("Microsoft.", StringComparison.Ordinal) && !name.StartsWith("Npgsql", StringComparison.Ordinal)
            && name != "System.Data.Common" && name != "Dapper");

    [Fact]
    public void Members_OfDomainDataAndReports_AreNeverFloatingPoint()
    {
        Type[] types = [.. typeof(Refusal).Assembly.GetTypes(), .. typeof(LedgerDb).Assembly.GetTypes(), .. typeof(ReportingDatabase)
            .Assembly.GetTypes()];

        types.SelectMany(FloatingPoint).Should().BeEmpty("money is counted in whole minor units or exact decimals");
    }

    [Fact]
    public void FloatingPoint_InAFieldPropertyParameterOrResult_IsSeen() =>
        FloatingPoint(typeof(EveryForbiddenMember)).Select(name => name[(name.LastIndexOf('.') + 1)..])
            .Should().Contain(["stored", "Property", "Result", "Parameter", "ctor"]);

    private static IEnumerable<string> FloatingPoint(Type type)
    {
        var members =
            type.GetFields(Everything).Select(field => (field.Name, Types: (Type[])[field.FieldType]))
                .Concat(type.GetProperties(Everything).Select(property => (property.Name, Types: (Type[])[property.PropertyType])))
                .Concat(type.GetMethods(Everything).Select(method => (method.Name, Types: (
                    Type[])[method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)])))
                .Concat(type.GetConstructors(Everything)
                    .Select(made => (made.Name, Types: made.GetParameters().Select(parameter => parameter.ParameterType).ToArray())));
        return members.Where(member => member.Types.Any(IsFloatingPoint)).Select(member => $"{type.FullName}.{member.Name}");
    }

    private static bool IsFloatingPoint(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half)
        || (type.HasElementType && IsFloatingPoint(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsFloatingPoint));

    /// <summary>Everything the rule forbids, so that the rule is seen failing.</summary>
    private sealed class EveryForbiddenMember(double amount)
    {
        private readonly double stored = amount;

        private float? Property => (float)stored;

        private static List<double> Result() => [];

        private static void Parameter(Dictionary<string, Half[]> rates) => rates.Clear();
    }
}
