// tests/unit/parse/remembered_casts_test.cpp · tests
// What:  dynamic_cast in a program with the parser remembers its answers (grammar/remembered_casts.cpp): the second
//        answer is the first, for every shape of classes that C++ has.
#include <typeinfo>

#include "support/catch.h"

namespace {

struct Base {
    virtual ~Base() = default;
    int base = 1;
};
struct Other {
    virtual ~Other() = default;
    int other = 2;
};
struct Left : virtual Base {
    int left = 3;
};
struct Right : virtual Base {
    int right = 4;
};
struct Diamond : Left, Right, Other {
    int diamond = 5;
};
struct Twice1 : Base {};
struct Twice2 : Base {};
struct Twice : Twice1, Twice2 {};      // has two Bases: which is meant is not known
struct Hidden : private Other, Base {  // nobody may know of its Other
    Other& inside() { return *this; }
};
/// Asks for itself while it is made: it is not yet what it will be.
struct Early : Base {
    Early();
    bool was_late = false;
};
struct Late : Early {};
Early::Early() { was_late = dynamic_cast<Late*>(static_cast<Base*>(this)) != nullptr; }

}  // namespace

TEST_CASE("a dynamic_cast gives each time what it gave the first time") {
    for (int turn = 0; turn < 3; ++turn) {
        Diamond diamond;
        Base* base = &diamond;
        Other* other = &diamond;
        CHECK(dynamic_cast<Diamond*>(base) == &diamond);
        CHECK(dynamic_cast<Left*>(base) == static_cast<Left*>(&diamond));
        CHECK(dynamic_cast<Right*>(base)->right == 4);
        CHECK(dynamic_cast<Other*>(base) == other);  // from side to side
        CHECK(dynamic_cast<Right*>(other)->right == 4);
        CHECK(dynamic_cast<Twice*>(base) == nullptr);
        CHECK(dynamic_cast<void*>(other) == static_cast<void*>(&diamond));

        Left left;  // the same class, but by itself: its Base lies elsewhere
        base = &left;
        CHECK(dynamic_cast<Left*>(base) == &left);
        CHECK(dynamic_cast<Diamond*>(base) == nullptr);
        CHECK(dynamic_cast<Other*>(base) == nullptr);

        Twice twice;
        CHECK(dynamic_cast<Twice2*>(static_cast<Base*>(static_cast<Twice1*>(&twice))) == static_cast<Twice2*>(&twice));
        Twice1 once;
        CHECK(dynamic_cast<Twice2*>(static_cast<Base*>(&once)) == nullptr);

        Hidden hidden;
        CHECK(dynamic_cast<Other*>(static_cast<Base*>(&hidden)) == nullptr);
        CHECK(dynamic_cast<Base*>(&hidden.inside()) == nullptr);

        const Late late;
        CHECK_FALSE(late.was_late);
        CHECK(dynamic_cast<const Late*>(static_cast<const Base*>(&late)) == &late);
        CHECK_THROWS_AS(dynamic_cast<const Diamond&>(static_cast<const Base&>(late)), std::bad_cast);
    }
}
