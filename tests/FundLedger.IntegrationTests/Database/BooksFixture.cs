namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// A database of its own with open books, for one test class (<c>IClassFixture&lt;BooksFixture&gt;</c>).
/// Each test makes its own funds and cleans nothing up.
/// </summary>
public sealed class BooksFixture : IAsyncLifetime
{
    private TestDatabase? database;
    private Books? books;

    public TestDatabase Database => database ?? throw new InvalidOperationException("Not initialized yet.");

    public Books Books => books ?? throw new InvalidOperationException("Not initialized yet.");

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        books = await Books.Open(database);
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();
}
