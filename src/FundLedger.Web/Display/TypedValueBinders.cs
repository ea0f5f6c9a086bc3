using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>
/// Lets pages take <see cref="LocalDate"/>, <see cref="Instant"/> and <see cref="Money"/> from forms and addresses,
/// with our own messages; an amount is in the currency of the books that are served.
/// </summary>
internal sealed class TypedValueBinders : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var type = context.Metadata.UnderlyingOrModelType;
        if (type == typeof(LocalDate)) return new Binder<LocalDate>((text, _) => RocDates.Parse(text));
        if (type == typeof(Money)) return new Binder<Money>((text, books) => TypedMoney.Parse(text, books.Currency));
        if (type == typeof(Instant)) return new Binder<Instant>((text, _) => KnownInstants.Parse(text));
        return null;
    }

    private sealed class Binder<T>(Func<string, ServedAccount, Result<T>> parse) : IModelBinder where T : struct
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
            if (given == ValueProviderResult.None) return Task.CompletedTask;
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
            if (string.IsNullOrWhiteSpace(given.FirstValue))
            {
                // An empty field is an answer, too: without one the framework takes the whole form for unread.
                if (bindingContext.ModelMetadata.IsReferenceOrNullableType) bindingContext.Result = ModelBindingResult.Success(null);
                return Task.CompletedTask;
            }

            var services = bindingContext.HttpContext.RequestServices;
            var read = parse(given.FirstValue, services.GetRequiredService<ServedAccount>());
            if (read.IsRefused)
            {
                var wording = services.GetRequiredService<Wording>();
                bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, wording.Refusal(read.Refusal));
                return Task.CompletedTask;
            }

            bindingContext.Result = ModelBindingResult.Success(read.Value);
            return Task.CompletedTask;
        }
    }
}
