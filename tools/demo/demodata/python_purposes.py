"""What tiny Python functions do: name, parameters, returned expression, descriptions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Purpose:
    """One kind of function.

    Attributes
    ----------
    expression : str
        What it returns.
    descriptions : tuple of str
        Patterns that go after "a function that".
    """

    name: str
    parameters: str
    expression: str
    descriptions: tuple[str, ...]


# name | parameters | expression, then descriptions of it, one per line.
_TEXT = """
double | x | x * 2
    doubles [a|its|the] [number|value|input]; multiplies a number by [2|two]
    returns [twice a number|a number times two|two times a number|the double of a number]
    computes [the double of|twice] a number; makes a number twice as big
triple | x | x * 3
    triples a [number|value]; multiplies a number by [3|three]
    returns three times [a|its] [number|input]; computes the triple of a number
half | x | x / 2
    halves a [number|value]; divides a number by [2|two]; returns half of [a number|its input]
    computes the half of a number; gives half of a number
square | x | x * x
    squares a [number|value]; returns the square of [a number|its input|x]
    computes the square of a number; multiplies a number [by|with] itself
    calculates [a number squared|x squared]; raises a number to the power of [2|two]
cube | x | x ** 3
    cubes a [number|value]; returns the cube of [a number|its input]; computes the cube of a number
    raises a number to the power of [3|three]; calculates [a number cubed|x cubed]
add | a, b | a + b
    adds [two numbers|two values|a and b|two numbers together|one number to another]
    returns the sum of [two numbers|a and b|two values|its two inputs]; sums two numbers
    computes [a plus b|the sum of two numbers|a + b]; takes two numbers and returns their sum
    calculates the sum of two [numbers|integers]
subtract | a, b | a - b
    subtracts [two numbers|b from a|one number from another|the second number from the first]
    returns the difference [of|between] [two numbers|a and b]; computes a minus b
    calculates the difference of two numbers; takes two numbers and returns their difference
multiply | a, b | a * b
    multiplies [two numbers|two values|a and b|a by b|two numbers together]
    returns the product of [two numbers|a and b]; computes [a times b|the product of two numbers]
    takes two numbers and returns their product; calculates the product of two numbers
divide | a, b | a / b
    divides [two numbers|a by b|one number by another|the first number by the second]
    returns the quotient of [two numbers|a and b]; computes [a over b|a divided by b]
    takes two numbers and returns their quotient; calculates the ratio of two numbers
remainder | a, b | a % b
    returns the remainder of [a division|a divided by b|dividing a by b]
    computes [a modulo b|a mod b|the remainder of a division]; gives the rest of a division
    calculates the modulus of two numbers; finds the remainder of two numbers
power | base, exponent | base ** exponent
    raises [a number|a base] to [a power|an exponent|the given power]
    computes [the power of a number|a power]; returns a number to the power of another
    calculates a number raised to [a power|another number|an exponent]
is_even | n | n % 2 == 0
    checks [if|whether] [a number|n] is even; tells [if|whether] a number is even
    tests [if|whether] [a number|an integer] is even; returns True if [a number|n] is even
    tests whether a number is divisible by [two|2]; decides whether a number is even
is_odd | n | n % 2 == 1
    checks [if|whether] [a number|n] is odd; tells [if|whether] a number is odd
    tests [if|whether] [a number|an integer] is odd; returns True if [a number|n] is odd
    decides whether a number is odd
is_positive | n | n > 0
    checks [if|whether] [a number|n] is positive; tells [if|whether] a number is positive
    returns True if a number is [positive|greater than zero]; tests whether a number is above zero
    checks [if|whether] a number is [larger|greater] than [0|zero]
is_negative | n | n < 0
    checks [if|whether] [a number|n] is negative; tells [if|whether] a number is negative
    returns True if a number is [negative|less than zero]; tests whether a number is below zero
    checks [if|whether] a number is [smaller|less] than [0|zero]
is_zero | n | n == 0
    checks [if|whether] [a number|n] is [zero|0]; tells [if|whether] a number is zero
    returns True if [a number|n] is [zero|0]; tests whether a number equals zero
maximum | a, b | max(a, b)
    returns the [larger|bigger|greater] of two [numbers|values]; finds the maximum of two numbers
    picks the [larger|bigger] of two numbers; gives the [larger|greater] of two numbers
    takes two numbers and returns the larger one
    returns the [maximum|max] of [two numbers|a and b]
minimum | a, b | min(a, b)
    returns the [smaller|lesser] of two [numbers|values]; finds the minimum of two numbers
    picks the smaller of two numbers; gives the smaller of two numbers
    takes two numbers and returns the smaller one
    returns the [minimum|min] of [two numbers|a and b]
largest | items | max(items)
    finds the [largest|biggest|greatest] [item|number|element|value] [of|in] a list
    returns the [largest|biggest|highest] [item|number|value] [of|in] a list
    finds the maximum of a list; gets the [maximum|max|biggest number] of a list
    takes a list and returns its [maximum|largest item]
smallest | items | min(items)
    finds the [smallest|least] [item|number|element|value] [of|in] a list
    returns the [smallest|lowest] [item|number|value] [of|in] a list
    finds the minimum of a list; gets the [minimum|min|smallest number] of a list
    takes a list and returns its [minimum|smallest item]
total | items | sum(items)
    sums [a list|the numbers in a list|a list of numbers|all numbers of a list]
    returns the [sum|total] of a list[| of numbers]; computes the [sum|total] of a list
    adds up [a list|the numbers in a list|all the items of a list]; totals a list
    adds all [numbers|items|the numbers] [of|in] a list; takes a list and returns its sum
mean | items | sum(items) / len(items)
    computes the [mean|average] of a list[| of numbers]; averages a list[| of numbers]
    returns the [mean|average] of [a list|a list of numbers]; finds the [average|mean] of a list
    calculates the [average|mean] of [numbers|some numbers|a list]
    takes a list and returns its [average|mean]
count | items | len(items)
    counts the [items|elements|entries] [of|in] a list; returns [the length|the size] of a list
    returns the number of [items|elements] in a list; tells how many items a list has
    gets the [length|size] of a list; computes the length of a list
first | items | items[0]
    returns the first [item|element|entry] [of|in] a list; gets the first [item|element] of a list
    takes a list and returns its first [item|element]; finds the first element of a list
    gives the first [item|element] of a list; picks the first item of a list
last | items | items[-1]
    returns the last [item|element|entry] [of|in] a list; gets the last [item|element] of a list
    takes a list and returns its last [item|element]; finds the last element of a list
    gives the [last|final] [item|element] of a list; picks the last item of a list
sort | items | sorted(items)
    sorts [a list|a list of numbers|the items of a list]; returns a sorted [list|copy of a list]
    puts a list in [order|ascending order]; orders [a list|the items of a list]
    takes a list and returns it sorted; sorts a list from small to large
sort_down | items | sorted(items, reverse=True)
    sorts a list in [descending|reverse|decreasing] order
    sorts a list from [large to small|high to low]
    sorts a list with the largest first
    orders a list from [biggest to smallest|largest to smallest]
unique | items | list(dict.fromkeys(items))
    removes [duplicates|the duplicates|repeated items] from a list; deduplicates a list
    returns the [unique|distinct|different] [items|elements|values] of a list
    drops duplicates from a list; keeps only the [unique|distinct] items of a list
reverse_list | items | items[::-1]
    reverses a list; returns a list [in reverse order|backwards|reversed]
    flips the order of a list; turns a list around; puts a list in reverse order
is_empty | items | len(items) == 0
    checks [if|whether] a list is empty; tells [if|whether] a list is empty
    returns True if a list [is empty|has no items]; tests whether a list has no [items|elements]
evens | items | [n for n in items if n % 2 == 0]
    keeps [only |]the even numbers of a list; returns the even numbers [of|in|from] a list
    filters the even numbers [from|of|in] a list; finds [all|the] even numbers in a list
squares | items | [n * n for n in items]
    squares [every|each] number [in|of] a list; returns the squares of a list
    computes the squares of the numbers in a list; squares all [numbers|items] of a list
reverse | text | text[::-1]
    reverses [a|the] [text|string|word]; returns a [text|string|word] [backwards|reversed]
    turns a [text|string|word] around; flips a [text|string]; writes a [string|text|word] backwards
    returns the reverse of a string
upper | text | text.upper()
    turns [text|a text|a string] into [upper case|uppercase|capitals|capital letters]
    converts [text|a text|a string] to [upper case|uppercase|capitals]; uppercases a [string|text]
    makes [text|a text|a string] [upper case|uppercase]
    returns a [text|string] in [upper case|capitals]
lower | text | text.lower()
    turns [text|a text|a string] into [lower case|lowercase|small letters]
    converts [text|a text|a string] to [lower case|lowercase]; lowercases a [string|text]
    makes [text|a text|a string] [lower case|lowercase]; returns a [text|string] in lower case
capitalise | text | text.capitalize()
    [capitalises|capitalizes] a [text|string|word]
    makes the first letter of a text [upper case|a capital]
    turns the first letter of a [text|word] into a capital
title | text | text.title()
    turns a text into title case; converts a [text|string] to title case
    [capitalises|capitalizes] [every|each] word of a text; makes every word start with a capital
length | text | len(text)
    returns the length of a [text|string|word]
    counts the [letters|characters] [of|in] a [text|string|word]
    computes the length of a [string|text]; tells how long a [text|string|word] is
    returns the number of [characters|letters] in a [text|string]
count_letter | text, letter | text.count(letter)
    counts a letter in a [text|string|word]
    counts how often a letter [occurs|appears] in a [text|word]
    returns how many times a letter is in a [text|string|word]
    finds how often a letter is in a text
count_words | text | len(text.split())
    counts the words [of|in] a [text|string|sentence]
    returns the number of words in a [text|sentence]
    tells how many words a [text|sentence] has; computes the number of words in a [string|text]
count_vowels | text | sum(letter in "aeiou" for letter in text)
    counts the vowels [of|in] a [text|string|word]; returns the number of vowels in a [text|word]
    tells how many vowels a [text|string|word] has; finds the number of vowels in a [string|text]
split_words | text | text.split()
    splits a [text|string|sentence] into [words|a list of words]; breaks a text into words
    returns the words of a [text|sentence|string]; returns a list of the words in a [text|string]
    cuts a [text|string] into words
join_words | words | " ".join(words)
    joins [words|a list of words|the words of a list] with spaces; puts spaces between words
    joins a list of [words|strings] into a [sentence|text|string]
    turns a list of words into a [sentence|text]
first_word | text | text.split()[0]
    returns the first word of a [text|sentence|string]; gets the first word of a [text|sentence]
    finds the first word in a [text|sentence]
first_letter | text | text[0]
    returns the first [letter|character] of a [text|word|string]
    finds the first letter of a [word|text]
    gets the first [letter|character] of a [text|word|string]
contains | text, part | part in text
    checks [if|whether] a [text|string] contains [another|a part|a word|a substring]
    tells [if|whether] a [text|string] contains a [word|part]; tests whether one text is in another
    returns True if a text contains a [word|part|substring]; looks for a [word|part] in a text
starts_with | text, prefix | text.startswith(prefix)
    checks [if|whether] a [text|string] [starts|begins] with [a prefix|another|a given prefix]
    tells [if|whether] a text [starts|begins] with a prefix; tests whether a text has a prefix
    returns True if a text starts with a prefix
ends_with | text, suffix | text.endswith(suffix)
    checks [if|whether] a [text|string] ends with [a suffix|another|a given suffix]
    tells [if|whether] a text ends with a suffix; tests whether a text has a suffix
    returns True if a text ends with a suffix
"""


def _purposes() -> list[Purpose]:
    purposes: list[Purpose] = []
    for line in _TEXT.strip().splitlines():
        if line.startswith(" "):
            last = purposes.pop()
            more = tuple(line.strip().split("; "))
            purposes.append(
                Purpose(last.name, last.parameters, last.expression, last.descriptions + more)
            )
        else:
            name, parameters, expression = line.split(" | ")
            purposes.append(Purpose(name, parameters, expression, ()))
    return purposes


PURPOSES = _purposes()
