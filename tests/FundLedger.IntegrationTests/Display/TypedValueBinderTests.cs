using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace FundLedger.IntegrationTests.Display;

public sealed class TypedValueBinderTests
{
    [Theory]
    [InlineData("USD", 2, 12_50)]
    [InlineData("JPY", 0, null)]
    public async Task Money_ThatIsTyped_IsInTheCurrencyOfTheBooksThatAreServed(string currency, int exponent, int? minorUnits)
    {
        var books = new ServedAccount(1, "T", "測試", "Test", new Currency(currency, exponent));
        var context = Typed("12.50", books);

        await new TypedValueBinders().GetBinder(new Asked(context.ModelMetadata))!.BindModelAsync(context);

        context.Result.IsModelSet.Should().Be(minorUnits is not null, "a currency without cents has none to type");
        if (minorUnits is { } expected) context.Result.Model.Should().Be(new Money(expected, books.Currency));
        else context.ModelState["amount"]!.Errors.Should().ContainSingle();
    }

    private static DefaultModelBindingContext Typed(string text, ServedAccount books)
    {
        var services = new ServiceCollection().AddSingleton(books).AddLogging();
        services.AddLocalization();
        services.AddSingleton<Wording>();
        var form = new QueryStringValueProvider(
            BindingSource.Query, new QueryCollection(new Dictionary<string, StringValues> { ["amount"] = text }),
            CultureInfo.InvariantCulture);
        var request = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        return new DefaultModelBindingContext
        {
            ActionContext = new ActionContext { HttpContext = request },
            ModelMetadata = new EmptyModelMetadataProvider().GetMetadataForType(typeof(Money)),
            ModelName = "amount",
            ModelState = new ModelStateDictionary(),
            ValueProvider = form,
        };
    }

    private sealed class Asked(ModelMetadata metadata) : ModelBinderProviderContext
    {
        public override BindingInfo BindingInfo { get; } = new();

        public override ModelMetadata Metadata => metadata;

        public override IModelMetadataProvider MetadataProvider { get; } = new EmptyModelMetadataProvider();

        public override IModelBinder CreateBinder(ModelMetadata metadata) => throw new NotSupportedException();
    }
}
