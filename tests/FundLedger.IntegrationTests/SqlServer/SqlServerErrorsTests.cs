using System.Net.Sockets;
using System.Reflection;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>Which errors of SQL Server let a write be run again, told from numbers and classes alone.</summary>
public sealed class SqlServerErrorsTests
{
    [Theory]
    [InlineData(0, 20, WriteFailure.Transient, "connection lost, on Linux")]
    [InlineData(10054, 20, WriteFailure.Transient, "connection reset, on Windows")]
    [InlineData(596, 21, WriteFailure.Transient, "session killed")]
    [InlineData(1205, 13, WriteFailure.Transient, "deadlock")]
    [InlineData(1222, 16, WriteFailure.Transient, "lock time-out")]
    [InlineData(3960, 16, WriteFailure.Transient, "snapshot conflict")]
    [InlineData(6005, 14, WriteFailure.Transient, "shutting down")]
    [InlineData(922, 14, WriteFailure.Transient, "database recovering")]
    [InlineData(2627, 14, WriteFailure.Duplicate, "primary key")]
    [InlineData(2601, 14, WriteFailure.Duplicate, "unique index")]
    [InlineData(-2, 11, WriteFailure.Other, "command time-out: it would take as long once more")]
    [InlineData(50001, 16, WriteFailure.Other, "a guard")]
    [InlineData(229, 14, WriteFailure.Other, "permission denied")]
    [InlineData(0, 11, WriteFailure.Other, "a command that was cancelled")]
    public void Classify_OneError_SaysWhetherTheWriteMaySucceed(int number, byte errorClass, WriteFailure failure, string because)
    {
        SqlServerErrors.Of([(number, errorClass)]).Should().Be(failure, because);
        new SqlServerEngine().Classify(Error((number, errorClass))).Should().Be(failure, because);
    }

    [Fact]
    public void Classify_SeveralErrorsOfOneFailure_SeesTheOneThatCounts()
    {
        SqlServerErrors.Of([(3621, 0), (2627, 14)]).Should().Be(WriteFailure.Duplicate);
        SqlServerErrors.Of([(596, 21), (0, 20)]).Should().Be(WriteFailure.Transient);
        SqlServerErrors.Of([(50004, 16), (3609, 16)]).Should().Be(WriteFailure.Other);
        SqlServerErrors.Of([]).Should().Be(WriteFailure.Other);
    }

    [Fact]
    public void Classify_AnErrorInsideOthers_IsFound()
    {
        var engine = new SqlServerEngine();

        engine.Classify(new DbUpdateException("not saved", Error((0, 20)))).Should().Be(WriteFailure.Transient);
        engine.Classify(new InvalidOperationException("likely transient", new DbUpdateException("not saved", Error((1205, 13))))).Should()
            .Be(WriteFailure.Transient);
        engine.Classify(new IOException("reading failed", new SocketException((int)SocketError.ConnectionReset))).Should()
            .Be(WriteFailure.Transient);
        engine.Classify(new InvalidOperationException("a bug")).Should().Be(WriteFailure.Other);
    }

    [Theory]
    [InlineData(262, true)]
    [InlineData(229, true)]
    [InlineData(2760, true)]
    [InlineData(1205, false)]
    [InlineData(208, false)]
    public void IsDenial_OnlyOfARightThatIsMissing(int number, bool denial) =>
        new SqlServerEngine().IsDenial(Error((number, 14))).Should().Be(denial);

    [Fact]
    public async Task EndingATransaction_OnALostConnection_LeavesTheFirstErrorVisible()
    {
        var lost = Error((0, 20));
        var write = async () =>
        {
            await using var ending = new EndingTransaction(new Zombie());
            throw lost;
        };

        (await write.Should().ThrowAsync<SqlException>()).Which.Should().BeSameAs(lost);
    }

    /// <summary>The driver's own exception, which only the driver makes.</summary>
    internal static SqlException Error(params (int Number, byte Class)[] errors)
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        var collection = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        var make = typeof(SqlError).GetConstructors(hidden).OrderBy(constructor => constructor.GetParameters().Length).First();
        foreach (var (number, errorClass) in errors)
        {
            var values = make.GetParameters().Select(parameter => parameter.Name switch
            {
                "infoNumber" => number,
                "errorClass" => errorClass,
                _ when parameter.HasDefaultValue => parameter.DefaultValue,
                _ when parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType),
                _ when parameter.ParameterType == typeof(string) => "",
                _ => null,
            }).ToArray();
            typeof(SqlErrorCollection).GetMethod("Add", hidden)!.Invoke(collection, [make.Invoke(values)]);
        }

        var create = typeof(SqlException).GetMethods(hidden)
            .First(method => method.Name == "CreateException" && method.GetParameters() is [{ } first, { } second]
                && first.ParameterType == typeof(SqlErrorCollection) && second.ParameterType == typeof(string));
        var error = (SqlException)create.Invoke(null, [collection, "16.0"])!;
        error.Errors.Count.Should().Be(errors.Length);
        return error;
    }

    /// <summary>A transaction whose connection is gone: ending it says only that it is over.</summary>
    private sealed class Zombie : IAsyncDisposable
    {
        public ValueTask DisposeAsync() =>
            throw new InvalidOperationException("This SqlTransaction has completed; it is no longer usable.");
    }
}
